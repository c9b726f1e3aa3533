"""Claims and shares of control in, one ``RegionStatus`` a region out."""
