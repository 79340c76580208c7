package dev.headrace.adapter.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.service.BrotliNativeProvider;
import com.github.luben.zstd.util.Native;
import dev.headrace.rewriter.io.OutputSink;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The classes loaded anew, where a library or its native part is not. */
class LibraryAbsenceTest {
    private static final List<Class<?>> OURS = List.of(ContentCoding.class, OutputSink.class);
    private static final List<Class<?>> LIBRARIES =
            List.of(Brotli4jLoader.class, BrotliNativeProvider.class, Native.class);

    @Test
    void withoutLibraries_gzipAndDeflateAreAvailable() throws Exception {
        try (URLClassLoader loader = loader(OURS)) {
            assertOnlyTheJdksAreAvailable(loader);
        }
    }

    @Test
    void withoutNativeParts_gzipAndDeflateAreAvailable() throws Exception {
        // The libraries look for them where these say, and read them once for each class loader.
        assertThat(ContentCoding.BROTLI.isAvailable() && ContentCoding.ZSTD.isAvailable())
                .isTrue();
        System.setProperty("brotli4j.library.path", "/nowhere/libbrotli.so");
        System.setProperty("ZstdNativePath", "/nowhere/libzstd.so");
        try (URLClassLoader loader =
                loader(Stream.concat(OURS.stream(), LIBRARIES.stream()).toList())) {
            assertOnlyTheJdksAreAvailable(loader);
        } finally {
            System.clearProperty("brotli4j.library.path");
            System.clearProperty("ZstdNativePath");
        }
    }

    private static URLClassLoader loader(List<Class<?>> classes) {
        URL[] places = classes.stream()
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .distinct()
                .toArray(URL[]::new);
        return new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
    }

    private static void assertOnlyTheJdksAreAvailable(ClassLoader loader)
            throws ReflectiveOperationException, IOException {
        Class<?> type = Class.forName(ContentCoding.class.getName(), true, loader);
        assertThat(type).isNotEqualTo(ContentCoding.class);
        for (Object coding : type.getEnumConstants()) {
            boolean ofTheJdk =
                    coding.toString().equals("GZIP") || coding.toString().equals("DEFLATE");
            assertThat(call(coding, "isAvailable")).as("%s", coding).isEqualTo(ofTheJdk);
            if (ofTheJdk) {
                assertThat(call(coding, "decoder")).isNotNull();
            } else {
                assertThatThrownBy(() -> call(coding, "decoder"))
                        .cause()
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is not available");
            }
        }
    }

    private static Object call(Object coding, String method)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return coding.getClass().getMethod(method).invoke(coding);
    }
}
