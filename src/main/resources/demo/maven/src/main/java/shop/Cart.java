package shop;

/** A shopping cart. Amounts are whole cents. */
public final class Cart {
    private int total;

    public void add(int cents, int quantity) {
        if (quantity < 1) {
            throw new IllegalArgumentException("quantity must be at least 1");
        }
        total += cents * quantity;
    }

    public int total() {
        return total;
    }

    /** The total less the discount, rounded down to whole cents. */
    public int totalAfterDiscount(int percent) {
        return total - percent;
    }
}
