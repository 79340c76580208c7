package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.rewriter.token.TagId;
import dev.headrace.selector.AnPlusB;

/** The pseudo-classes. */
final class Conditions {
    private Conditions() {}

    /** {@code :is()}, {@code :where()}: one of the steps matches. */
    static final class AnyOf implements Condition {
        private final Step[] steps;

        AnyOf(Step[] steps) {
            this.steps = steps;
        }

        @Override
        public boolean test(Subject subject) {
            return Step.any(steps, subject);
        }
    }

    /** {@code :not()}: none of the steps matches. */
    static final class NoneOf implements Condition {
        private final Step[] steps;

        NoneOf(Step[] steps) {
            this.steps = steps;
        }

        @Override
        public boolean test(Subject subject) {
            return !Step.any(steps, subject);
        }
    }

    /** {@code :root}. */
    record Root() implements Condition {
        @Override
        public boolean test(Subject subject) {
            return subject.root;
        }
    }

    /** {@code :nth-child()} without a list. */
    record NthChild(AnPlusB position) implements Condition {
        @Override
        public boolean test(Subject subject) {
            return position.includes(subject.childIndex);
        }
    }

    /** {@code :nth-child(… of S)}: the element is itself one of those counted. */
    record NthOfList(AnPlusB position, int list) implements Condition {
        @Override
        public boolean test(Subject subject) {
            return Bits.get(subject.lists, list)
                    && position.includes(subject.listCounts[subject.listCountsBase + list] + 1);
        }
    }

    /** {@code :nth-of-type()}. */
    record NthOfType(AnPlusB position) implements Condition {
        @Override
        public boolean test(Subject subject) {
            return position.includes(subject.typeIndex);
        }
    }

    /** {@code :any-link}: {@code a} and {@code area} with {@code href}; in SVG {@code a}, also with {@code xlink:href}. */
    record AnyLink(int hrefKey, int xlinkHrefKey) implements Condition {
        @Override
        public boolean test(Subject subject) {
            int name = subject.name.id;
            return switch (subject.namespace) {
                case Namespace.HTML -> (name == TagId.A || name == TagId.AREA) && subject.attributes.has(hrefKey);
                case Namespace.SVG ->
                    name == TagId.A && (subject.attributes.has(hrefKey) || subject.attributes.has(xlinkHrefKey));
                default -> false;
            };
        }
    }

    /** {@code :lang()}. */
    record Lang(int language) implements Condition {
        @Override
        public boolean test(Subject subject) {
            return Bits.get(subject.languages, Languages.FIRST + language);
        }
    }
}
