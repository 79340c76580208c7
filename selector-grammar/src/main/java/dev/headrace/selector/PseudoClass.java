package dev.headrace.selector;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pseudo-class that is decided when the start tag is seen. */
public sealed interface PseudoClass extends SimpleSelector {
    @Override
    default Specificity specificity() {
        return Specificity.CLASS;
    }

    /**
     * {@code :not()}: none of the selectors matches (Selectors 4, section 4.3).
     *
     * @param selectors what must not match, at least one
     */
    record Not(SelectorList selectors) implements PseudoClass {
        /** Makes a negation. */
        public Not {
            CssText.requireSelectors(selectors);
        }

        @Override
        public Specificity specificity() {
            return selectors.specificity();
        }

        @Override
        public String toString() {
            return ":not(" + selectors + ")";
        }
    }

    /**
     * {@code :is()}: one of the selectors matches (Selectors 4, section 4.2).
     *
     * @param selectors what may match; matches nothing if empty
     */
    record Is(SelectorList selectors) implements PseudoClass {
        @Override
        public Specificity specificity() {
            return selectors.specificity();
        }

        @Override
        public String toString() {
            return ":is(" + selectors + ")";
        }
    }

    /**
     * {@code :where()}: as {@link Is}, with no specificity (Selectors 4, section 4.4).
     *
     * @param selectors what may match; matches nothing if empty
     */
    record Where(SelectorList selectors) implements PseudoClass {
        @Override
        public Specificity specificity() {
            return Specificity.ZERO;
        }

        @Override
        public String toString() {
            return ":where(" + selectors + ")";
        }
    }

    /** {@code :root}: the root element of the document (Selectors 4, Tree-structural pseudo-classes). */
    record Root() implements PseudoClass {
        @Override
        public String toString() {
            return ":root";
        }
    }

    /**
     * {@code :nth-child()}, and {@code :first-child} as {@code 0n+1} (Selectors 4, Child-indexed pseudo-classes).
     *
     * @param position the place among the siblings, the first being 1
     * @param of which siblings count, of which the element must be one; {@code null} when all do
     */
    record NthChild(AnPlusB position, @Nullable SelectorList of) implements PseudoClass {
        /** Makes a test of the place among siblings. */
        public NthChild {
            if (of != null) {
                CssText.requireSelectors(of);
            }
        }

        @Override
        public Specificity specificity() {
            return of == null ? Specificity.CLASS : Specificity.CLASS.plus(of.specificity());
        }

        @Override
        public String toString() {
            if (of == null) {
                return position.equals(AnPlusB.FIRST) ? ":first-child" : ":nth-child(" + position + ")";
            }
            return ":nth-child(" + position + " of " + of + ")";
        }
    }

    /**
     * {@code :nth-of-type()}, and {@code :first-of-type} as {@code 0n+1} (Selectors 4, Typed child-indexed pseudo-classes).
     *
     * @param position the place among the siblings of the same name and namespace, the first being 1
     */
    record NthOfType(AnPlusB position) implements PseudoClass {
        @Override
        public String toString() {
            return position.equals(AnPlusB.FIRST) ? ":first-of-type" : ":nth-of-type(" + position + ")";
        }
    }

    /** {@code :any-link}: {@code a} and {@code area} with {@code href} (Selectors 4, section 8.1). */
    record AnyLink() implements PseudoClass {
        @Override
        public String toString() {
            return ":any-link";
        }
    }

    /**
     * {@code :lang()}: the language of the element is in one of the ranges (Selectors 4, section 7.2).
     *
     * @param ranges extended language ranges as of RFC 4647, at least one: {@code en}, {@code *-Latn}
     */
    record Lang(List<String> ranges) implements PseudoClass {
        /**
         * Makes a test of the language.
         *
         * @throws IllegalArgumentException if there is no range
         */
        public Lang {
            ranges = List.copyOf(ranges);
            if (ranges.isEmpty()) {
                throw new IllegalArgumentException(":lang() needs a language range");
            }
        }

        @Override
        public String toString() {
            return ranges.stream().map(CssText::string).collect(Collectors.joining(", ", ":lang(", ")"));
        }
    }
}
