package eu.temoin.console;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.nio.charset.StandardCharsets;
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

    static byte[] dashboard(Frame frame, DashboardView view) {
        return bytes(output -> JtedashboardGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, view));
    }

    static byte[] notice(Frame frame, Notice notice) {
        return bytes(output -> JtenoticeGenerated.render(new OwaspHtmlTemplateOutput(output), PLAIN, frame, notice));
    }

    private static byte[] bytes(Consumer<TemplateOutput> template) {
        StringOutput output = new StringOutput();
        template.accept(output);
        return output.toString().getBytes(StandardCharsets.UTF_8);
    }
}
