package dev.headrace.front.cli.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param id as the case has it
 * @param output all bytes that reached the sink
 * @param error why it was not rewritten to its end, or null if it was
 * @param errorKind a word for it: that of the {@code RewriteException}, {@code selector}, {@code encoding} or {@code case}
 * @param log one object for each event
 */
@SuppressWarnings("ArrayRecordComponent") // Taken as it is, by one reader.
public record CaseResult(
        JsonNode id,
        byte[] output,
        @Nullable String error,
        @Nullable String errorKind,
        ArrayNode log) {
    /** The result of a line that is not a case. */
    public static CaseResult ofBadCase(JsonNode id, String error) {
        return new CaseResult(id, new byte[0], error, "case", JsonNodeFactory.instance.arrayNode());
    }

    /** The result as an object of JSON. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("id", id);
        String text = utf8();
        if (text != null) {
            json.put("output", text);
        } else {
            json.put("output_b64", Base64.getEncoder().encodeToString(output));
        }
        json.put("error", error);
        if (errorKind != null) {
            json.put("errorKind", errorKind);
        }
        json.set("log", log);
        return json;
    }

    private @Nullable String utf8() {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(output))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
