package dev.headrace.rewriter.tree;

import dev.headrace.rewriter.token.TagId;
import dev.headrace.rewriter.token.TagName;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The elements on the stack, chained by name, the topmost first: what "any other end tag" looks for (WHATWG HTML
 * §13.2.6.4.7); foreign elements (§13.2.6.5) are in chains of their own.
 *
 * <p>The head of a chain is the topmost of its name; so an element that is pushed becomes a head, and one that is popped
 * has been one. Heads of known names stand in an array, others in a hash table.
 */
final class NameChains {
    private final ElementTable table;
    private int[] known = {};
    private @Nullable NameHeads unknown;
    private @Nullable NameHeads foreign;

    NameChains(ElementTable table) {
        this.table = table;
    }

    /** The topmost HTML element with this name, or {@link ElementTable#NONE}. */
    int topHtml(TagName name) {
        if (name.id != TagId.UNKNOWN) {
            return known.length == 0 ? ElementTable.NONE : known[name.id];
        }
        return unknown == null ? ElementTable.NONE : unknown.get(name);
    }

    /** The topmost foreign element with this name, or {@link ElementTable#NONE}. */
    int topForeign(TagName name) {
        return foreign == null ? ElementTable.NONE : foreign.get(name);
    }

    /** Makes an element that is pushed the head of its chain. */
    void push(int element, int traits) {
        int below = exchangeHead(element, traits, element);
        table.setLower(element, below);
        if (below != ElementTable.NONE) {
            table.setHigher(below, element);
        }
    }

    /** Takes the head out of its chain. */
    void pop(int element, int traits) {
        exchangeHead(element, traits, table.lower(element));
    }

    /** Takes an element out of its chain, wherever it is. */
    void remove(int element) {
        int below = table.lower(element);
        if (isHead(element)) {
            exchangeHead(element, table.traits(element), below);
            return;
        }
        int above = table.higher(element);
        table.setLower(above, below);
        if (below != ElementTable.NONE) {
            table.setHigher(below, above);
        }
    }

    /** Puts a copy into an element's place. */
    void substitute(int original, int copy) {
        int below = table.lower(original);
        table.setLower(copy, below);
        if (below != ElementTable.NONE) {
            table.setHigher(below, copy);
        }
        if (isHead(original)) {
            exchangeHead(original, table.traits(original), copy);
        } else {
            int above = table.higher(original);
            table.setHigher(copy, above);
            table.setLower(above, copy);
        }
    }

    /** Puts an element in, by its index on the stack; returns how many of its chain are above it. */
    int insert(int element) {
        int traits = table.traits(element);
        int index = table.stackIndex(element);
        int above = ElementTable.NONE;
        int below = head(element, traits);
        int steps = 0;
        while (below != ElementTable.NONE && table.stackIndex(below) > index) {
            above = below;
            below = table.lower(below);
            steps++;
        }
        table.setLower(element, below);
        if (below != ElementTable.NONE) {
            table.setHigher(below, element);
        }
        if (above == ElementTable.NONE) {
            exchangeHead(element, traits, element);
        } else {
            table.setHigher(element, above);
            table.setLower(above, element);
        }
        return steps;
    }

    private boolean isHead(int element) {
        return head(element, table.traits(element)) == element;
    }

    private int head(int element, int traits) {
        TagName name = table.name(element);
        return ElementTable.isHtml(traits) ? topHtml(name) : topForeign(name);
    }

    /** Sets the head of the element's chain, and returns what it was. */
    private int exchangeHead(int element, int traits, int head) {
        int id = ElementTable.idOf(traits);
        if (id == TagId.UNKNOWN || !ElementTable.isHtml(traits)) {
            return hashed(traits).set(table.name(element), head);
        }
        if (known.length == 0) {
            known = new int[TagId.COUNT];
            Arrays.fill(known, ElementTable.NONE);
        }
        int old = known[id];
        known[id] = head;
        return old;
    }

    private NameHeads hashed(int traits) {
        if (ElementTable.isHtml(traits)) {
            if (unknown == null) {
                unknown = new NameHeads();
            }
            return unknown;
        }
        if (foreign == null) {
            foreign = new NameHeads();
        }
        return foreign;
    }
}
