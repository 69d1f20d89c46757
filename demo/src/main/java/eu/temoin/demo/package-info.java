/**
 * The demonstration sites: the arcade <em>La Borne</em>, and the two third parties whose content it carries, the video
 * provider <em>Lanterne</em> and the audience provider <em>Métrique</em>. They are ordinary web sites: they hold no
 * consent tool, know nothing of one, and are started as one process of their own.
 *
 * <p>Start reading at {@link eu.temoin.demo.Main}, the only public class; {@code ArcadeSite}, {@code LanterneSite} and
 * {@code MetriqueSite} are the three sites.
 */
@NullMarked
package eu.temoin.demo;

import org.jspecify.annotations.NullMarked;
