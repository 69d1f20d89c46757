package eu.temoin.centre;

import eu.temoin.consent.Register;
import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Calls the compiled templates, so that the compiler checks what they are given. */
final class Rendering {
    private static final HtmlInterceptor PLAIN = new Plain();

    private Rendering() {}

    /** Compiled templates offer their forms to somebody who adds to them; here nobody does. */
    private static final class Plain implements HtmlInterceptor {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    }

    /** The banner that asks about what changed: {@code lines} say what. */
    static Shown changed(Register register, CentrePaths paths, Layer layer, List<String> lines) {
        ChangedView view = new ChangedView(
                Words.of(register, layer.language()),
                paths,
                register,
                layer,
                layer.partial().map(Partial::asked).orElseThrow(),
                lines);
        return Shown.of(
                register,
                layer,
                string(output -> JtechangedGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, view)));
    }

    static Shown layer(Register register, CentrePaths paths, Layer layer) {
        return Shown.of(
                register,
                layer,
                switch (layer.kind()) {
                    case BANNER -> banner(register, paths, layer);
                    case CENTRE -> purposes(PurposesView.blank(register, paths, layer));
                    case PLACEHOLDER -> placeholder(PlaceholderView.of(register, paths, layer));
                    case QUESTION -> question(QuestionView.of(register, paths, layer));
                });
    }

    private static String banner(Register register, CentrePaths paths, Layer layer) {
        BannerView view = new BannerView(Words.of(register, layer.language()), paths, register, layer);
        return string(output -> JtebannerGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, view));
    }

    static String purposes(PurposesView view) {
        return string(output -> JtepurposesGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, view));
    }

    static String placeholder(PlaceholderView view) {
        return string(output -> JteplaceholderGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, view));
    }

    static String closing(Words words, CentrePaths paths, String query) {
        return string(
                output -> JteclosingGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, words, paths, query));
    }

    static byte[] centre(Frame frame, CentreView view) {
        return bytes(output -> JtecentreGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] policy(Frame frame, PolicyView view) {
        return bytes(output -> JtepolicyGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] comparison(Frame frame, ComparisonView view) {
        return bytes(output -> JtecomparisonGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] guide(Frame frame, GuideView view) {
        return bytes(output -> JteguideGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] check(Frame frame, CheckView view) {
        return bytes(output -> JtecheckGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] preferences(Frame frame, PreferencesView view) {
        return bytes(output -> JtepreferencesGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] ownVisits(Frame frame, OwnVisitsView view) {
        return bytes(output -> JteownvisitsGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static String question(QuestionView view) {
        return string(output -> JtequestionGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, view));
    }

    static byte[] load(Frame frame, PlaceholderView view, Html form) {
        return bytes(output -> JteloadGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view, form));
    }

    static byte[] notice(Frame frame, Notice notice) {
        return bytes(output -> JtenoticeGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, notice));
    }

    private static byte[] bytes(Consumer<TemplateOutput> template) {
        return string(template).getBytes(StandardCharsets.UTF_8);
    }

    private static String string(Consumer<TemplateOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return output.toString();
    }
}
