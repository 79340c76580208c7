package dev.headrace.front.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads the nodes of a YAML document, and says where one is not what it should be. */
public final class YamlReader {
    /** So many characters of a value are told in a message. */
    private static final int MAX_SHOWN = 100;

    private final String file;

    /**
     * A reader of one file.
     *
     * @param file what to call it in messages
     */
    public YamlReader(String file) {
        this.file = file;
    }

    /** A key and what it stands for. */
    public record Entry(String key, Node keyNode, Node value) {}

    /**
     * The document, or null if there is none.
     *
     * @throws YamlException if it is not YAML, or more than one document
     */
    public @Nullable Node document(String yaml) {
        LoadSettings settings = LoadSettings.builder().setLabel(file).build();
        try {
            StreamReader reader = new StreamReader(settings, yaml);
            return new Composer(settings, new ParserImpl(settings, reader))
                    .getSingleNode()
                    .orElse(null);
        } catch (MarkedYamlEngineException e) {
            throw new YamlException(location(e.getProblemMark()), e.getProblem());
        } catch (ReaderException e) {
            throw new YamlException(
                    location(yaml, e.getPosition()), String.format("U+%04X is not allowed", e.getCodePoint()));
        } catch (YamlEngineException e) {
            throw new YamlException(Location.of(file), firstLine(e));
        } catch (StackOverflowError e) {
            // The library composes nodes by recursion, and has no limit for it.
            throw new YamlException(Location.of(file), "lists or mappings are nested too deeply");
        }
    }

    /** What to throw when there is something wrong with a node. */
    public YamlException error(Node node, String problem) {
        return new YamlException(location(node), problem);
    }

    /** What to throw when there is something wrong with the file as a whole. */
    public YamlException error(String problem) {
        return new YamlException(Location.of(file), problem);
    }

    /** Where a node begins. */
    public Location location(Node node) {
        return location(node.getStartMark());
    }

    /** The entries, in order; each of the known keys at most once. */
    public List<Entry> mapping(Node node, String what, Set<String> known) {
        List<Entry> entries = mapping(node, what);
        for (Entry entry : entries) {
            if (!known.contains(entry.key())) {
                throw error(entry.keyNode(), unknown("key", entry.key(), "in " + what, known));
            }
        }
        return entries;
    }

    /** The entries, in order; no key twice. */
    public List<Entry> mapping(Node node, String what) {
        if (!(node instanceof MappingNode mapping)) {
            throw error(node, what + " should be a mapping (key: value), not " + describe(node));
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key");
            if (!seen.add(key)) {
                throw error(tuple.getKeyNode(), "\"" + key + "\" is there already");
            }
            entries.add(new Entry(key, tuple.getKeyNode(), tuple.getValueNode()));
        }
        return entries;
    }

    /** The items of a list. */
    public List<Node> sequence(Node node, String what) {
        if (!(node instanceof SequenceNode sequence)) {
            throw error(node, what + " should be a list (- item), not " + describe(node));
        }
        return sequence.getValue();
    }

    /** The items of a list; anything else is the only item. */
    public static List<Node> oneOrMany(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /** The text of a scalar of any type; nothing at all is an empty text. */
    public String scalar(Node node, String what) {
        if (!(node instanceof ScalarNode scalar)) {
            throw error(node, what + " should be text, not " + describe(node));
        }
        return scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue();
    }

    /** Takes nothing but {@code true}. */
    public void isTrue(Node node, String what) {
        if (!scalar(node, what).equals("true")) {
            throw error(node, what + " should be true; leave it out otherwise");
        }
    }

    /** What to say about a word that is not known. */
    public static String unknown(String kind, String word, String where, Collection<String> known) {
        String nearest = Suggestions.nearest(word, known);
        return "unknown " + kind + " \"" + word + "\" " + where + "; "
                + (nearest != null ? "did you mean \"" + nearest + "\"?" : "known: " + String.join(", ", known));
    }

    /** What a node is, for messages. */
    public static String describe(Node node) {
        if (node instanceof MappingNode) {
            return "a mapping";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node.getTag().equals(Tag.NULL) ? "nothing" : "\"" + shortened(((ScalarNode) node).getValue()) + "\"";
    }

    private static String shortened(String value) {
        return value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
    }

    private Location location(Optional<Mark> mark) {
        return mark.map(at -> new Location(file, at.getLine() + 1, at.getColumn() + 1))
                .orElse(Location.of(file));
    }

    private Location location(String text, int index) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < Math.min(index, text.length()); i++) {
            column++;
            if (text.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return new Location(file, line, column);
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML");
    }
}
