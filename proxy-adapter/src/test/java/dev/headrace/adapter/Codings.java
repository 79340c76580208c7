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

    /** A body that its origin flushes once. */
    static byte[][] flushedAt(int offset, byte[] plain, ContentCoding coding) {
        ByteArrayOutputStream first = new ByteArrayOutputStream();
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        try (ContentEncoder encoder = coding.encoder(coding.defaultLevel())) {
            encoder.write(plain, 0, offset, first::write);
            encoder.flush(first::write);
            encoder.write(plain, offset, plain.length - offset, rest::write);
            encoder.end(rest::write);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new byte[][] {first.toByteArray(), rest.toByteArray()};
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
        try (ContentDecoder decoder = coding.decoder()) {
            byte[] plain = undone(coded, decoder);
            assertThat(decoder.isComplete()).as("the coded content is complete").isTrue();
            return plain;
        }
    }

    /** What can be decoded of content that is not complete. */
    static byte[] undoneSoFar(byte[] coded, ContentCoding coding) {
        try (ContentDecoder decoder = coding.decoder()) {
            return undone(coded, decoder);
        }
    }

    private static byte[] undone(byte[] coded, ContentDecoder decoder) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            decoder.setInput(coded, 0, coded.length);
            for (int n = decoder.read(buffer, 0, buffer.length); n > 0; n = decoder.read(buffer, 0, buffer.length)) {
                out.write(buffer, 0, n);
            }
        } catch (CodingException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
