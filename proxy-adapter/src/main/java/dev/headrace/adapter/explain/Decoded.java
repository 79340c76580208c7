package dev.headrace.adapter.explain;

import dev.headrace.adapter.coding.CodingException;
import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.header.FieldList;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Content without its codings, for people to look at. */
final class Decoded {
    /** Nobody looks at more. */
    private static final int MOST_BYTES = 64 << 20;

    private Decoded() {}

    /** The content without the codings that the fields name; as it is if they cannot be undone. */
    static byte[] of(HttpHeaders headers, byte[] coded) {
        List<String> tokens = FieldList.elements(headers.getAll(HttpHeaderNames.CONTENT_ENCODING));
        Collections.reverse(tokens);
        byte[] bytes = coded;
        for (String token : tokens) {
            if (!token.equalsIgnoreCase("identity")) {
                byte[] plain = undone(token, bytes);
                if (plain == null) {
                    return coded;
                }
                bytes = plain;
            }
        }
        return bytes;
    }

    private static byte @Nullable [] undone(String token, byte[] coded) {
        ContentCoding coding = ContentCoding.of(token.toLowerCase(Locale.ROOT));
        if (coding == null || !coding.isAvailable()) {
            return null;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[16 * 1024];
        try (ContentDecoder decoder = coding.decoder()) {
            decoder.setInput(coded, 0, coded.length);
            for (int n = decoder.read(buffer, 0, buffer.length);
                    n > 0 && out.size() < MOST_BYTES;
                    n = decoder.read(buffer, 0, buffer.length)) {
                out.write(buffer, 0, n);
            }
        } catch (CodingException e) {
            return null;
        }
        return out.toByteArray();
    }
}
