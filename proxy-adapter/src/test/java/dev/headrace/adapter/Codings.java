package dev.headrace.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.adapter.coding.CodingException;
import dev.headrace.adapter.coding.ContentCoding;
import dev.headrace.adapter.coding.ContentDecoder;
import dev.headrace.adapter.coding.ContentEncoder;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/** Content codings of whole bodies. */
final class Codings {
    private Codings() {}

    static List<ContentCoding> of(HttpHeaders headers) {
        return headers.getAll("Content-Encoding").stream()
                .flatMap(line -> Stream.of(line.split(",")))
                .map(token -> Objects.requireNonNull(ContentCoding.of(token.strip())))
                .toList();
    }

    static byte[] done(byte[] plain, ContentCoding... codings) {
        byte[] bytes = plain;
        for (ContentCoding coding : codings) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
                encoder.write(bytes, 0, bytes.length, out::write);
                encoder.end(out::write);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            bytes = out.toByteArray();
        }
        return bytes;
    }

    /** "deflate" as many servers send it, without the zlib format around it. */
    static byte[] rawDeflated(byte[] plain) {
        Deflater deflater = new Deflater(6, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] out = new byte[plain.length + 64];
        int length = deflater.deflate(out);
        deflater.end();
        return Arrays.copyOf(out, length);
    }

    static byte[] undone(byte[] coded, List<ContentCoding> codings) {
        byte[] bytes = coded;
        for (int i = codings.size() - 1; i >= 0; i--) {
            bytes = undone(bytes, codings.get(i));
        }
        return bytes;
    }

    private static byte[] undone(byte[] coded, ContentCoding coding) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (ContentDecoder decoder = coding.decoder()) {
            decoder.setInput(coded, 0, coded.length);
            for (int n = decoder.read(buffer, 0, buffer.length); n > 0; n = decoder.read(buffer, 0, buffer.length)) {
                out.write(buffer, 0, n);
            }
            assertThat(decoder.isComplete()).as("the coded content is complete").isTrue();
        } catch (CodingException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
