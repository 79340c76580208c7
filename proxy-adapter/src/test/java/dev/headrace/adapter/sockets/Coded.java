package dev.headrace.adapter.sockets;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** How an origin codes its content. Done and undone by the streams of the JDK and of the libraries, not by what is tested. */
public enum Coded {
    /** Not at all. */
    IDENTITY(""),
    /** gzip. */
    GZIP("gzip"),
    /** deflate, as the standard has it. */
    ZLIB("deflate"),
    /** deflate, as some servers have it. */
    RAW_DEFLATE("deflate"),
    /** br. */
    BROTLI("br"),
    /** zstd. */
    ZSTD("zstd"),
    /** gzip, and br on top of it. */
    STACKED("gzip, br");

    private static final int LEVEL = 4;

    private final String field;

    Coded(String field) {
        this.field = field;
    }

    /** The value of {@code Content-Encoding}; empty if there is none. */
    public String field() {
        return field;
    }

    /** Codes what is written; {@code flush} lets all out that was written before. */
    public OutputStream over(OutputStream out) throws IOException {
        return switch (this) {
            case IDENTITY -> out;
            case GZIP -> new GZIPOutputStream(out, 512, true);
            case ZLIB -> new DeflaterOutputStream(out, new Deflater(), 512, true);
            case RAW_DEFLATE ->
                new DeflaterOutputStream(out, new Deflater(Deflater.DEFAULT_COMPRESSION, true), 512, true);
            case BROTLI -> {
                Brotli4jLoader.ensureAvailability();
                yield new BrotliOutputStream(out, Encoder.Parameters.create(LEVEL));
            }
            case ZSTD -> new ZstdOutputStream(out, LEVEL);
            case STACKED -> GZIP.over(BROTLI.over(out));
        };
    }

    /** A whole body. */
    public byte[] code(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream coding = over(out)) {
            coding.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What content says that comes with this {@code Content-Encoding}. */
    public static InputStream undone(String field, InputStream content) throws IOException {
        InputStream plain = content;
        List<String> tokens = field.isEmpty() ? List.of() : List.of(field.split(", *"));
        for (int i = tokens.size() - 1; i >= 0; i--) {
            plain = undoneOnce(tokens.get(i), plain);
        }
        return plain;
    }

    /** As above, of a whole body. */
    public static byte[] undone(String field, byte[] body) throws IOException {
        try (InputStream plain = undone(field, new ByteArrayInputStream(body))) {
            return plain.readAllBytes();
        }
    }

    private static InputStream undoneOnce(String token, InputStream coded) throws IOException {
        return switch (token) {
            case "gzip" -> new GZIPInputStream(coded);
            case "deflate" -> inflated(coded);
            case "br" -> {
                Brotli4jLoader.ensureAvailability();
                yield new BrotliInputStream(coded);
            }
            case "zstd" -> new ZstdInputStream(coded);
            default -> throw new IOException("no such coding: " + token);
        };
    }

    private static InputStream inflated(InputStream coded) throws IOException {
        PushbackInputStream in = new PushbackInputStream(coded, 2);
        byte[] header = in.readNBytes(2);
        in.unread(header);
        boolean zlib =
                header.length == 2 && (header[0] & 0x8f) == 8 && ((header[0] & 0xff) << 8 | header[1] & 0xff) % 31 == 0;
        return new InflaterInputStream(in, new Inflater(!zlib));
    }
}
