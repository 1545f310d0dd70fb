/**
 * The port to the operating system. Only {@link org.socketworkbench.app.Main} makes a platform; all others are given
 * it.
 */
package org.socketworkbench.platform;
