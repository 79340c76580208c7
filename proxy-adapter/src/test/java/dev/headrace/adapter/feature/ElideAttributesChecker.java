package dev.headrace.adapter.feature;

import org.jsoup.nodes.Document;

/** Attributes may be missing that say what holds without them; nothing else is new. */
final class ElideAttributesChecker implements PageChecker {
    @Override
    public Feature feature() {
        return new ElideAttributes(ElideAttributes.ELEMENTS);
    }

    @Override
    public void forgetBefore(Document document) {
        document.select(
                        "script[type~=(?i)^\\s*((text|application)/(x-)?(java|ecma)script|text/(javascript1.\\d|jscript|livescript))?\\s*$]")
                .removeAttr("type");
        document.select("script[language~=(?i)^(javascript(1\\.\\d)?|jscript|ecmascript|livescript)?$]")
                .removeAttr("language");
        document.select("style[type~=(?i)^(text/css)?$], link[rel~=(?i)stylesheet][type~=(?i)^(text/css)?$]")
                .removeAttr("type");
        document.select("style[media~=(?i)^(all)?$], link[rel~=(?i)stylesheet][media~=(?i)^(all)?$]")
                .removeAttr("media");
        document.select("form[method~=(?i)^get$]").removeAttr("method");
        document.select("form[enctype~=(?i)^application/x-www-form-urlencoded$]")
                .removeAttr("enctype");
        document.select("td[colspan=1], th[colspan=1]").removeAttr("colspan");
        document.select("td[rowspan=1], th[rowspan=1]").removeAttr("rowspan");
    }
}
