"""What every page shares: frame, stylesheet, icons, navigation, error pages, headers and logging."""
