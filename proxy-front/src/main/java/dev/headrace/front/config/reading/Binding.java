package dev.headrace.front.config.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.front.config.RewriteConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The settings of a file while they are bound. What is wrong is taken out; the items of lists are known by their old numbers. */
final class Binding {
    private final Source source;
    private final SharedRules rules;
    private final ObjectNode json;

    /** The numbers in the file of the items that are left, for lists that have lost some. */
    private final IdentityHashMap<ArrayNode, List<Integer>> numbers = new IdentityHashMap<>();

    Binding(Source source, SharedRules rules) {
        this.source = source;
        this.rules = rules;
        this.json = source.json();
        if (!source.isSound()) {
            removeEmptyItems(json);
        }
    }

    Source source() {
        return source;
    }

    ObjectNode json() {
        return json;
    }

    Path resolve(String path) {
        return source.resolve(path);
    }

    RewriteConfig rewriting(List<String> path) {
        return source.rewriting(inFile(path), rules);
    }

    /** The path in the file of what has this path in what is left. */
    List<String> inFile(List<String> path) {
        List<String> original = new ArrayList<>();
        JsonNode node = json;
        for (String step : path) {
            if (node instanceof ArrayNode array) {
                int index = Integer.parseInt(step);
                List<Integer> left = numbers.get(array);
                original.add(Integer.toString(left == null ? index : left.get(index)));
                node = array.path(index);
            } else {
                original.add(step);
                node = node == null ? null : node.get(step);
            }
        }
        return original;
    }

    /** Takes out a setting, or, if there is none, what it is missing in. False if that is the whole file. */
    boolean remove(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            JsonNode parent = parent(path.subList(0, length));
            String last = path.get(length - 1);
            if (parent instanceof ArrayNode array) {
                remove(array, Integer.parseInt(last));
                return true;
            }
            if (parent instanceof ObjectNode object && object.remove(last) != null) {
                return true;
            }
        }
        return false;
    }

    private @Nullable JsonNode parent(List<String> path) {
        JsonNode parent = json;
        for (String step : path.subList(0, path.size() - 1)) {
            parent = parent instanceof ArrayNode ? parent.path(Integer.parseInt(step)) : parent.path(step);
        }
        return parent;
    }

    private void remove(ArrayNode array, int index) {
        List<Integer> left = numbers.computeIfAbsent(array, all -> {
            List<Integer> indexes = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                indexes.add(i);
            }
            return indexes;
        });
        left.remove(index);
        array.remove(index);
    }

    private void removeEmptyItems(JsonNode node) {
        for (int i = node.size() - 1; i >= 0 && node instanceof ArrayNode; i--) {
            if (node.path(i).isNull()) {
                remove((ArrayNode) node, i);
            }
        }
        node.forEach(this::removeEmptyItems);
    }
}
