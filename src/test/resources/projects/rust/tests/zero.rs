#[test]
fn zero_is_nothing() {
    assert_eq!(roman::numeral(0), "");
}
