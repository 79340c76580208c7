package dev.headrace.benchmarks.cases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page to measure on. All are UTF-8.
 *
 * @param name short, for options and tables
 * @param file its place in the data folder
 * @param why what it stands for
 */
public record BenchmarkPage(String name, String file, String why) {
    private static final List<BenchmarkPage> ALL = List.of(
            new BenchmarkPage("cloudflare", "bench/cloudflare.com.html", "site of a company"),
            new BenchmarkPage("ecma402", "bench/ecma402-spec.html", "specification, dense with tags"),
            new BenchmarkPage("html-spec", "bench/html-parsing-spec.html", "specification, few attributes"),
            new BenchmarkPage("maxima", "corpus/021-deb-maxima-doc-huge-docs.html", "large: 5.3 MB"),
            new BenchmarkPage("indiatimes", "corpus/055-indiatimes-com-minified-single-line.html", "minified"),
            new BenchmarkPage("pixable", "corpus/054-pixable-com-script-heavy.html", "mostly scripts"),
            new BenchmarkPage("delishkitchen", "corpus/018-delishkitchen-tv-utf8-ja.html", "Japanese"));

    /** All pages, in the order of reports. */
    public static List<BenchmarkPage> all() {
        return ALL;
    }

    /**
     * The page with this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static BenchmarkPage named(String name) {
        return ALL.stream()
                .filter(page -> page.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no page is named " + name + "; there are "
                        + ALL.stream().map(BenchmarkPage::name).toList()));
    }

    /** The page's file in a data folder. */
    public Path in(Path data) {
        return data.resolve(file);
    }

    /** The page's bytes. */
    public byte[] read(Path data) throws IOException {
        return Files.readAllBytes(in(data));
    }
}
