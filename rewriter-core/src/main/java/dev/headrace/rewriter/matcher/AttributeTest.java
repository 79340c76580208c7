package dev.headrace.rewriter.matcher;

import dev.headrace.rewriter.token.Namespace;
import dev.headrace.selector.AttributeOperator;

/** An attribute selector (Selectors 4, section 6), beyond what the presence of a key says. */
final class AttributeTest implements Condition {
    private final int[][] keysByNamespace;
    private final AttributeOperator operator;
    private final byte[] operand;
    private final boolean ignoreCaseInHtml;
    private final boolean ignoreCaseInForeign;

    /**
     * Makes a test.
     *
     * @param keysByNamespace the keys of the attributes that are meant, for an element in each {@link Namespace}
     * @param operand in UTF-8
     */
    AttributeTest(
            int[][] keysByNamespace,
            AttributeOperator operator,
            byte[] operand,
            boolean ignoreCaseInHtml,
            boolean ignoreCaseInForeign) {
        this.keysByNamespace = keysByNamespace;
        this.operator = operator;
        this.operand = operand;
        this.ignoreCaseInHtml = ignoreCaseInHtml;
        this.ignoreCaseInForeign = ignoreCaseInForeign;
    }

    @Override
    public boolean test(Subject subject) {
        TagAttributes attributes = subject.attributes;
        boolean ignoreCase = subject.namespace == Namespace.HTML ? ignoreCaseInHtml : ignoreCaseInForeign;
        for (int key : keysByNamespace[subject.namespace]) {
            if (attributes.has(key)
                    && (operator == AttributeOperator.EXISTS || testValue(attributes, key, ignoreCase))) {
                return true;
            }
        }
        return false;
    }

    private boolean testValue(TagAttributes attributes, int key, boolean ignoreCase) {
        if (operator == AttributeOperator.PREFIX) {
            return operand.length > 0 && attributes.startsWith(key, operand, ignoreCase);
        }
        int ordinal = attributes.resolve(key);
        return test(attributes.bytes(ordinal), attributes.start(ordinal), attributes.end(ordinal), ignoreCase);
    }

    private boolean test(byte[] value, int from, int to, boolean ignoreCase) {
        int length = to - from;
        int wanted = operand.length;
        if (length < wanted || wanted == 0 && isNeverEmpty()) {
            return false;
        }
        return switch (operator) {
            case EXISTS, PREFIX -> throw new IllegalStateException(operator + " is tested without the value");
            case EQUALS -> length == wanted && isAt(value, from, ignoreCase);
            case SUFFIX -> isAt(value, to - wanted, ignoreCase);
            case DASH_MATCH -> (length == wanted || value[from + wanted] == '-') && isAt(value, from, ignoreCase);
            case SUBSTRING -> contains(value, from, to, ignoreCase);
            case INCLUDES -> includes(value, from, to, ignoreCase);
        };
    }

    private boolean isNeverEmpty() {
        return operator != AttributeOperator.EQUALS && operator != AttributeOperator.DASH_MATCH;
    }

    private boolean isAt(byte[] value, int at, boolean ignoreCase) {
        return AsciiBytes.regionMatches(value, at, operand, operand.length, ignoreCase);
    }

    private boolean contains(byte[] value, int from, int to, boolean ignoreCase) {
        for (int i = from; i <= to - operand.length; i++) {
            if (isAt(value, i, ignoreCase)) {
                return true;
            }
        }
        return false;
    }

    private boolean includes(byte[] value, int from, int to, boolean ignoreCase) {
        int i = from;
        while (i < to) {
            int start = i;
            while (i < to && !AsciiBytes.isWhitespace(value[i])) {
                i++;
            }
            if (i - start == operand.length && i > start && isAt(value, start, ignoreCase)) {
                return true;
            }
            i++;
        }
        return false;
    }
}
