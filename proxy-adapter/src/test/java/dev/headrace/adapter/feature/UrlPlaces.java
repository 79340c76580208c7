package dev.headrace.adapter.feature;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Where the standard has URLs in a document. */
final class UrlPlaces {
    private static final List<String> ATTRIBUTES = List.of(
            "href",
            "xlink:href",
            "src",
            "srcset",
            "imagesrcset",
            "poster",
            "data",
            "action",
            "formaction",
            "cite",
            "longdesc",
            "background",
            "manifest",
            "ping",
            "style");

    private UrlPlaces() {}

    /** Changes all values that contain URLs: attributes, refreshes, what {@code meta} tells, and style sheets. */
    static void change(Document document, UnaryOperator<String> change) {
        for (Element element : document.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                boolean isContent = attribute.getKey().equals("content")
                        && element.is("meta[http-equiv=refresh i], meta[property^=og:], meta[name^=twitter:]");
                if (isContent || ATTRIBUTES.contains(attribute.getKey())) {
                    attribute.setValue(change.apply(attribute.getValue()));
                }
            }
            if (element.nameIs("style")) {
                for (DataNode sheet : element.dataNodes()) {
                    sheet.setWholeData(change.apply(sheet.getWholeData()));
                }
            }
        }
    }

    /** How many links, images and scripts there are whose URL starts so; what is in {@code noscript} is text for browsers. */
    static long count(Document document, String start) {
        String selector = "a[href^=S], link[href^=S], img[src^=S], script[src^=S], form[action^=S]";
        return document.select(selector.replace("S", "'" + start + "'")).stream()
                .filter(element -> element.closest("noscript, svg") == null)
                .count();
    }
}
