//! The tab-separated files of GeoNames.

#![no_main]

use libfuzzer_sys::fuzz_target;
use server::feeds::geonames::read;

fuzz_target!(|bytes: &[u8]| {
    for place in read(bytes).unwrap_or_default() {
        assert!(place.lat.abs() <= 90.0 && place.lon.abs() <= 180.0);
    }
});
