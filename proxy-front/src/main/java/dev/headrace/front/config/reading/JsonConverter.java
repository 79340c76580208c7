package dev.headrace.front.config.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.front.yaml.YamlException;
import dev.headrace.front.yaml.YamlReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML's nodes as JSON's. Scalars are texts, as they are written: which of them are numbers is for the settings to say. A key
 * with no value is left out. Rules are not converted: whoever wants them reads the nodes.
 */
final class JsonConverter {
    private static final int MAX_DEPTH = 32;

    /** Aliases (YAML 1.2.2 §3.2.2.2) let a short file stand for a tree of any size. */
    private static final int MAX_NODES = 1_000_000;

    private final JsonNodeFactory json = JsonNodeFactory.instance;
    private final YamlReader yaml;
    private final Source source;
    private final List<String> path = new ArrayList<>();
    private int nodes;

    JsonConverter(YamlReader yaml, Source source) {
        this.yaml = yaml;
        this.source = source;
    }

    ObjectNode convert(@Nullable Node root) {
        if (root == null || root.getTag().equals(Tag.NULL)) {
            return json.objectNode();
        }
        if (root instanceof MappingNode mapping) {
            return object(mapping);
        }
        source.problem(path, "the file should be a mapping (key: value), not " + YamlReader.describe(root));
        return json.objectNode();
    }

    private @Nullable JsonNode value(Node node) {
        nodes++;
        if (nodes > MAX_NODES || path.size() > MAX_DEPTH) {
            source.problem(path, "is nested too deeply, or too much");
            return null;
        }
        if (isRewriting()) {
            return json.textNode("rules");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping);
        }
        if (node instanceof SequenceNode sequence) {
            return array(sequence);
        }
        return node.getTag().equals(Tag.NULL) ? null : json.textNode(((ScalarNode) node).getValue());
    }

    /** {@code rewrite:} of a tenant, or of one of its routes. */
    private boolean isRewriting() {
        int last = path.size() - 1;
        return path.get(last).equals("rewrite")
                && (last == 0 || (last == 2 && path.get(0).equals("routes")));
    }

    private ObjectNode object(MappingNode mapping) {
        ObjectNode object = json.objectNode();
        Set<String> seen = new HashSet<>();
        for (NodeTuple entry : mapping.getValue()) {
            try {
                String key = yaml.scalar(entry.getKeyNode(), "a key");
                if (!seen.add(key)) {
                    throw yaml.error(entry.getKeyNode(), "\"" + key + "\" is there already");
                }
                add(object, key, entry);
            } catch (YamlException e) {
                source.report(e);
            }
        }
        return object;
    }

    private void add(ObjectNode object, String key, NodeTuple entry) {
        path.add(key);
        JsonNode value = value(entry.getValueNode());
        path.remove(path.size() - 1);
        if (value != null) {
            object.set(key, value);
        }
    }

    private ArrayNode array(SequenceNode sequence) {
        ArrayNode array = json.arrayNode();
        for (Node item : sequence.getValue()) {
            path.add(Integer.toString(array.size()));
            JsonNode value = value(item);
            if (value == null) {
                source.problem(path, "there is nothing in this item");
            }
            array.add(value == null ? json.nullNode() : value);
            path.remove(path.size() - 1);
        }
        return array;
    }
}
