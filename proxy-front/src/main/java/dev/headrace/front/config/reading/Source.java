package dev.headrace.front.config.reading;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headrace.front.config.RewriteConfig;
import dev.headrace.front.yaml.Location;
import dev.headrace.front.yaml.YamlException;
import dev.headrace.front.yaml.YamlReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A file that is being read: its nodes, and what is wrong with them. A setting is named by its path: keys, and numbers of items
 * from 0 on. Of all that is wrong at a path, above it and below it, only what is found first is kept: the rest may be no
 * more than its consequence.
 */
final class Source {
    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private final Path path;
    private final YamlReader yaml;
    private final List<FileState> files = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<List<String>> wrong = new ArrayList<>();
    private final Map<List<String>, RewriteConfig> rewriting = new HashMap<>();
    private @Nullable Node root;

    private Source(Path path) {
        this.path = path;
        this.yaml = new YamlReader(path.toString());
    }

    /** Reads a file as far as possible. */
    static Source of(Path path) {
        Source source = new Source(path);
        try {
            source.parse(source.text(path));
        } catch (IOException e) {
            source.problem(List.of(), describe(e));
        }
        return source;
    }

    /** Reads a text as if it were a file's. */
    static Source of(Path path, String text) {
        Source source = new Source(path);
        source.parse(text);
        return source;
    }

    private void parse(String text) {
        try {
            root = yaml.document(text);
        } catch (YamlException e) {
            wrong.add(List.of());
            report(e);
        }
    }

    private String text(Path file) throws IOException {
        FileState.Content content = FileState.read(file);
        files.add(content.state());
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(content.bytes()).toString();
        } catch (CharacterCodingException e) {
            throw new FileSystemException(file.toString(), null, "should be in UTF-8, and is not");
        }
    }

    /** The files that were read, this one and those that it names. */
    List<FileState> files() {
        return files;
    }

    List<Problem> problems() {
        return problems;
    }

    boolean isSound() {
        return problems.isEmpty();
    }

    /** What a path in the file is relative to. */
    Path resolve(String other) {
        return path.resolveSibling(other);
    }

    /** The settings, for binding; what cannot be a setting has been reported and left out. */
    ObjectNode json() {
        return new JsonConverter(yaml, this).convert(root);
    }

    /** Reports something, unless something else is wrong at this place already. */
    void problem(List<String> at, String message) {
        if (!isWrong(at)) {
            wrong.add(List.copyOf(at));
            problem(location(at), message);
        }
    }

    /** Reports something whose place is known, whatever else is wrong there. */
    void report(YamlException e) {
        problem(e.location(), e.problem());
    }

    private void problem(Location location, String message) {
        problems.add(new Problem(location, message));
    }

    /** Whether something is wrong at a path, above it or below it. */
    boolean isWrong(List<String> at) {
        for (List<String> other : wrong) {
            int shared = Math.min(other.size(), at.size());
            if (other.subList(0, shared).equals(at.subList(0, shared))) {
                return true;
            }
        }
        return false;
    }

    /** Where a setting is, or else where it would be. */
    Location location(List<String> at) {
        for (int length = at.size(); length > 0; length--) {
            Node node = node(at.subList(0, length));
            if (node != null) {
                return yaml.location(node);
            }
        }
        return root == null ? Location.of(path.toString()) : yaml.location(root);
    }

    /** Where a key is, which is not where its value is. */
    Location keyLocation(List<String> at) {
        Node parent = node(at.subList(0, at.size() - 1));
        if (parent instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (isKey(entry.getKeyNode(), at.get(at.size() - 1))) {
                    return yaml.location(entry.getKeyNode());
                }
            }
        }
        return location(at);
    }

    /** Reports something about a key. */
    void keyProblem(List<String> at, String message) {
        if (!isWrong(at)) {
            wrong.add(List.copyOf(at));
            problem(keyLocation(at), message);
        }
    }

    /** The node of a setting, or null if it is left out. */
    @Nullable
    Node node(List<String> at) {
        Node node = root;
        for (String step : at) {
            node = child(node, step);
        }
        return node;
    }

    private static @Nullable Node child(@Nullable Node node, String step) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (isKey(entry.getKeyNode(), step)) {
                    return entry.getValueNode();
                }
            }
        }
        if (node instanceof SequenceNode sequence && INDEX.matcher(step).matches()) {
            int index = Integer.parseInt(step);
            return index < sequence.getValue().size() ? sequence.getValue().get(index) : null;
        }
        return null;
    }

    private static boolean isKey(Node node, String key) {
        return node instanceof ScalarNode scalar && scalar.getValue().equals(key);
    }

    /** Reports a file that is named at a path and is not there, or no file. */
    void checkFile(List<String> at, @Nullable Path file) {
        if (file != null && !Files.isRegularFile(file)) {
            problem(at, at.get(at.size() - 1) + " should be a file, and there is none at " + file);
        }
    }

    /** The rules at a path; read once, however often they are asked for. */
    RewriteConfig rewriting(List<String> at, SharedRules shared) {
        return rewriting.computeIfAbsent(List.copyOf(at), place -> readRewriting(place, shared));
    }

    private RewriteConfig readRewriting(List<String> at, SharedRules shared) {
        Node node = node(at);
        if (node == null || (node instanceof ScalarNode off && off.getValue().equals("false"))) {
            return RewriteConfig.OFF;
        }
        RuleSource rules = new RuleSource(this, yaml, shared, (location, problem) -> {
            wrong.add(List.copyOf(at));
            problem(location, problem);
        });
        return rules.read(at, node);
    }

    /** The text of a file that the rules are in. */
    @Nullable
    String ruleFile(List<String> at, Path file) {
        try {
            return text(file);
        } catch (IOException e) {
            problem(at, "file: " + file + ": " + describe(e));
            return null;
        }
    }

    static String describe(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException other && other.getReason() != null) {
            return other.getReason();
        }
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }
}
