"""Municipalities' frozen publications: handed over by one installation, taken and added by a national one."""
