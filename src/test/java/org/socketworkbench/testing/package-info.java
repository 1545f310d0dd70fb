/**
 * What several tests need: conditions that are waited for, a running workbench, the programs that real peers are made
 * of.
 */
package org.socketworkbench.testing;
