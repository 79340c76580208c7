package dev.headrace.front.config.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headrace.front.yaml.YamlReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Makes configurations of settings. Jackson stops at the first mistake; so each is reported, taken out, and the rest is tried
 * again. Safe for use by several threads.
 */
final class Binder {
    private static final int MAX_MISTAKES = 100;

    private final Settings settings = new Settings();
    private final JsonMapper mapper = mapper();
    private final SharedRules rules;

    Binder(SharedRules rules) {
        this.rules = rules;
    }

    private static JsonMapper mapper() {
        return JsonMapper.builder()
                .addModule(new ConfigModule())
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
    }

    /** What the file says, apart from what was wrong and is reported; null if nothing is left of it. */
    <T> @Nullable T bind(Source source, Class<T> type) {
        Binding binding = new Binding(source, rules);
        for (int i = 0; i < MAX_MISTAKES; i++) {
            settings.complete(
                    binding.json(),
                    type,
                    (path, known) -> source.keyProblem(binding.inFile(path), unknown(path, known)));
            try {
                return mapper.readerFor(type)
                        .withAttribute(Binding.class, binding)
                        .readValue(binding.json());
            } catch (JsonMappingException e) {
                List<String> path = path(e);
                report(source, binding.inFile(path), e);
                if (!binding.remove(path)) {
                    return null;
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("nodes need no parsing", e);
            } catch (IOException e) {
                throw new IllegalStateException("nodes need no reading", e);
            }
        }
        return null;
    }

    private static List<String> path(JsonMappingException e) {
        List<String> path = new ArrayList<>();
        for (JsonMappingException.Reference step : e.getPath()) {
            path.add(step.getFieldName() != null ? step.getFieldName() : Integer.toString(step.getIndex()));
        }
        return path;
    }

    private static void report(Source source, List<String> path, JsonMappingException e) {
        Node node = source.node(path);
        if (node == null || path.isEmpty()) {
            source.problem(path, "\"" + name(path) + "\" is missing");
        } else {
            source.problem(path, name(path) + " " + expectation(e) + ", not " + YamlReader.describe(node));
        }
    }

    private static String unknown(List<String> path, List<String> known) {
        int last = path.size() - 1;
        String where = last == 0 ? "in this file" : "in " + name(path.subList(0, last));
        return YamlReader.unknown("key", path.get(last), where, known);
    }

    private static String expectation(JsonMappingException e) {
        if (e instanceof InvalidFormatException) {
            return e.getOriginalMessage();
        }
        Class<?> target = e instanceof MismatchedInputException mismatch ? mismatch.getTargetType() : null;
        if (target != null && Collection.class.isAssignableFrom(target)) {
            return "should be a list (- item)";
        }
        if (target != null && (target.isRecord() || Map.class.isAssignableFrom(target))) {
            return "should be a mapping (key: value)";
        }
        throw new IllegalStateException(e);
    }

    /** The last key of a path. */
    private static String name(List<String> path) {
        for (int i = path.size() - 1; i >= 0; i--) {
            if (!Character.isDigit(path.get(i).charAt(0))) {
                return path.get(i);
            }
        }
        return "the file";
    }
}
