package dev.headrace.adapter.feature;

import dev.headrace.rewriter.HtmlRewriterBuilder;
import dev.headrace.rewriter.content.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Notes what one page loads early: style sheets and blocking scripts in its head, fonts that it preloads, its first image of high priority.
 * What is of the page's own origin becomes a preload; of what is not, the origin is noted, to connect to. What has {@code integrity} or a {@code
 * nonce} is left out, since a field cannot load it as the element does.
 */
final class HintLearner {
    private final Page page;
    private final LearntHints learnt;
    private final int most;
    private final List<Hint> found = new ArrayList<>();
    private boolean learning;
    private boolean inPicture;
    private boolean hasImage;

    HintLearner(Page page, Tally tally, LearntHints learnt, int most) {
        this.page = page;
        this.learnt = learnt;
        this.most = most;
        String reason = PublicPage.reasonAgainst(page);
        learning = reason == null;
        if (reason != null) {
            tally.leftAlone(reason);
        }
    }

    static void addTo(HtmlRewriterBuilder rewriter, Function<Page, HintLearner> factory) {
        rewriter.withState(
                Page.class,
                factory,
                handlers -> handlers.on("base[href]", (learner, base) -> learner.learning = false)
                        .on("head > link[rel][href]", HintLearner::link)
                        .on("head > script[src]", HintLearner::script)
                        .on("picture > img[fetchpriority][src]", (learner, image) -> learner.inPicture = true)
                        .on("img[fetchpriority][src]", HintLearner::image)
                        .onEnd((learner, end) -> learner.keep()));
    }

    private void link(Element link) {
        String rel = link.attribute("rel");
        if (!learning || rel == null) {
            return;
        }
        if (Tokens.has(rel, "stylesheet")) {
            if (!Tokens.has(rel, "alternate") && isForScreens(link) && !link.hasAttribute("disabled")) {
                note(link, "href", "style");
            }
        } else if (Tokens.has(rel, Hint.PRELOAD) && "font".equalsIgnoreCase(link.attribute("as"))) {
            note(link, "href", "font");
        }
    }

    private static boolean isForScreens(Element link) {
        String media = link.attribute("media");
        return media == null || media.isBlank() || Tokens.has(media, "all") || Tokens.has(media, "screen");
    }

    private void script(Element script) {
        String type = script.attribute("type");
        boolean isClassic = type == null || type.isEmpty() || JavaScriptType.isOne(type.strip());
        boolean isBlocking = isClassic && !script.hasAttribute("async") && !script.hasAttribute("defer");
        if (learning
                && isBlocking
                && !script.hasAttribute("nomodule")
                && page.policy().allowsOwnScripts()) {
            note(script, "src", "script");
        }
    }

    private void image(Element image) {
        boolean wasInPicture = inPicture;
        inPicture = false;
        if (!learning || hasImage || !"high".equalsIgnoreCase(image.attribute("fetchpriority"))) {
            return;
        }
        hasImage = true;
        if (!wasInPicture && !image.hasAttribute("srcset")) {
            note(image, "src", "image");
        }
    }

    private void note(Element element, String attribute, String as) {
        String value = element.attribute(attribute);
        if (value == null
                || found.size() == most
                || element.hasAttribute("integrity")
                || element.hasAttribute("nonce")) {
            return;
        }
        String cors = crossorigin(element, as);
        Hint hint = hint(value.strip(), as, cors);
        if (hint != null && !found.contains(hint)) {
            found.add(hint);
        }
    }

    private static @Nullable String crossorigin(Element element, String as) {
        String value = element.attribute("crossorigin");
        if (value == null) {
            return as.equals("font") ? "anonymous" : null;
        }
        return value.equalsIgnoreCase("use-credentials") ? "use-credentials" : "anonymous";
    }

    private @Nullable Hint hint(String url, String as, @Nullable String cors) {
        if (!Hint.isPlain(url)) {
            return null;
        }
        boolean isAbsolute = url.regionMatches(true, 0, "https://", 0, 8);
        if (!isAbsolute && !url.startsWith("//")) {
            // Of this page, unless it has another scheme.
            return url.indexOf(':') < 0 ? new Hint(Hint.PRELOAD, url, as, cors) : null;
        }
        int from = isAbsolute ? 8 : 2;
        int to = from;
        while (to < url.length() && "/?#".indexOf(url.charAt(to)) < 0) {
            to++;
        }
        String authority = url.substring(from, to).toLowerCase(Locale.ROOT);
        if (!Authority.isOne(authority)) {
            return null;
        }
        if (authority.equals(page.request().host())) {
            return new Hint(Hint.PRELOAD, url, as, cors);
        }
        return new Hint(Hint.PRECONNECT, "https://" + authority, null, cors);
    }

    private void keep() {
        if (learning && page.isDocument()) {
            learnt.learn(PublicPage.key(page.request()), found);
        }
    }
}
