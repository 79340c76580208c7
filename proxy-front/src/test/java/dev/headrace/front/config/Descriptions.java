package dev.headrace.front.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the Javadoc of the records says of their components: the schema says the same. */
final class Descriptions {
    private static final Path SOURCES = Path.of(System.getProperty("headrace.root", ".."), "proxy-front/src/main/java");
    private static final Pattern PARAMETER =
            Pattern.compile("@param (\\w+) (.*?)(?=\\n \\* @param|\\n \\*/)", Pattern.DOTALL);

    private Descriptions() {}

    /** By the name of the component; the record's own under the empty name. */
    static Map<String, String> of(Class<?> type) {
        String source;
        try {
            source = Files.readString(SOURCES.resolve(type.getName().replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String comment = source.substring(source.indexOf("/**") + 3, source.indexOf("*/") + 2);
        Map<String, String> descriptions = new HashMap<>();
        descriptions.put("", plain(comment.split("\\.\\s", 2)[0]));
        for (Matcher matcher = PARAMETER.matcher(comment); matcher.find(); ) {
            descriptions.put(matcher.group(1), plain(matcher.group(2)));
        }
        return descriptions;
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\n \\* *", " ")
                .replaceAll("\\{@\\w+ ([^}]*)}", "$1")
                .strip();
    }
}
