package dev.headrace.selector;

/**
 * The positions {@code a·n + b} for {@code n} = 0, 1, 2, … (CSS Syntax 3, section 6).
 *
 * <p>Numbers beyond the range of {@code int} are clamped to it when parsed.
 *
 * @param a the step; 0 for the single position {@code b}
 * @param b the offset
 */
public record AnPlusB(int a, int b) {
    static final AnPlusB FIRST = new AnPlusB(0, 1);

    /**
     * Whether a position is one of these.
     *
     * @param position the position, the first being 1
     */
    public boolean includes(int position) {
        long distance = (long) position - b;
        return a == 0 ? distance == 0 : distance % a == 0 && distance / a >= 0;
    }

    @Override
    public String toString() {
        if (a == 0) {
            return Integer.toString(b);
        }
        String step = (a == 1 ? "" : a == -1 ? "-" : Integer.toString(a)) + "n";
        if (b == 0) {
            return step;
        }
        return step + (b > 0 ? "+" : "") + b;
    }
}
