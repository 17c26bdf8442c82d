"""Values that know their own validity: periods, hours, numbers, KvK, postcode, BSN."""
