"""Registrations: forms for staff, receipts, import and volumes."""
