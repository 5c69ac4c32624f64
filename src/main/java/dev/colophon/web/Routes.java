package dev.colophon.web;

import java.util.List;

/** The resources of one feature; the start mounts them, one line a feature. */
public interface Routes {
    List<Resource> resources();
}
