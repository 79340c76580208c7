package dev.headrace.adapter.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.headrace.adapter.feature.FeatureCases.Subject;
import dev.headrace.fixtures.Chunking;
import dev.headrace.fixtures.CorpusPage;
import dev.headrace.fixtures.TestData;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real pages, parsed by jsoup before and after: they differ only in what the features promise. */
@Tag("data")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private record Source(String name, String html) {}

    /** Alone, a feature sees so many pages only: all of them see all of them together. */
    private static final int ONE_IN = 4;

    private List<Source> sources = List.of();

    /** In the order in which features are on together. */
    static List<PageChecker> checkers() {
        return List.of(
                new CspNoncesChecker(),
                new EsiChecker(),
                new ExcludesChecker(),
                new RemoveCommentsChecker(),
                new LinkMapChecker(),
                new RewriteDomainsChecker(),
                new HttpsRewritesChecker(),
                new TrimUrlsChecker(),
                new BaseTagChecker(),
                new CollapseWhitespaceChecker(),
                new EmailObfuscationChecker(),
                new ElideAttributesChecker(),
                new LazyLoadingChecker(),
                new HeadTagsChecker(),
                new ResourceHintsChecker(),
                new DeferredScriptsChecker(),
                new InjectChecker(),
                new AnalyticsBeaconChecker());
    }

    static Stream<PageChecker> each() {
        return checkers().stream();
    }

    @BeforeAll
    void readPages() {
        TestData data = TestData.find().orElseThrow();
        List<Source> read = new ArrayList<>();
        for (CorpusPage page : data.pages()) {
            Charset charset = Charset.forName(data.selectorTruth(page).encoding());
            String html = new String(page.bytes(), charset);
            // A byte order mark is no text, but jsoup takes it for such in a string.
            read.add(new Source(page.name(), html.startsWith("\uFEFF") ? html.substring(1) : html));
        }
        assertThat(read).hasSize(108);
        sources = read;
    }

    @ParameterizedTest
    @MethodSource("each")
    void oneFeature_changesWhatItPromises(PageChecker checker) {
        check(List.of(checker), ONE_IN);
    }

    @Test
    void allFeatures_changeWhatTheyPromise() {
        check(checkers(), 1);
    }

    private void check(List<PageChecker> checkers, int oneIn) {
        Subject subject =
                new Subject(checkers.stream().map(PageChecker::feature).toList());
        Map<String, Integer> applied = new TreeMap<>();
        checkers.forEach(checker -> applied.put(checker.feature().name(), 0));
        for (int i = 0; i < sources.size(); i += oneIn) {
            Source source = sources.get(i);
            Page page = subject.page(MissingNode.getInstance());
            String html = source.html;
            for (PageChecker checker : checkers) {
                html = checker.prepare(html);
            }
            String rewritten = subject.rewrite(html.getBytes(UTF_8), page, Chunking.size(4096));
            Document before = parse(html);
            Document after = parse(rewritten);
            for (int j = checkers.size() - 1; j >= 0; j--) {
                checkers.get(j).forgetBefore(before);
                joinTexts(before);
                checkers.get(j).forgetAfter(after);
                joinTexts(after);
            }
            assertThat(withoutSpaceAtEnd(after.html())).as(source.name).isEqualTo(withoutSpaceAtEnd(before.html()));
            page.tallies().forEach(tally -> applied.merge(tally.feature(), tally.timesApplied(), Integer::sum));
        }
        if (oneIn == 1) {
            // It stands back where base-tag is on.
            applied.remove("trim-urls");
            assertThat(applied).allSatisfy((feature, times) -> assertThat(times).isPositive());
        }
    }

    /** Where something was taken out between two texts, they are one, as they were before. */
    private static void joinTexts(Document document) {
        for (Element element : document.getAllElements()) {
            for (TextNode text : element.textNodes()) {
                while (text.nextSibling() instanceof TextNode next && !(next instanceof CDataNode)) {
                    text.text(text.getWholeText() + next.getWholeText());
                    next.remove();
                }
            }
        }
    }

    /** What stands behind {@code </body>} is in another element when something was put in front of that tag. */
    private static String withoutSpaceAtEnd(String html) {
        return html.replaceAll("\\s+(?=(?:</[^<>]+>\\s*)*+$)", "");
    }

    private static Document parse(String html) {
        Document document = Jsoup.parse(html.replace("\uFEFF", ""), "https://site.example/");
        document.outputSettings().prettyPrint(false);
        return document;
    }
}
