package org.socketworkbench.testing;

import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.robot.Motion;
import org.testfx.service.query.PointQuery;
import org.testfx.util.WaitForAsyncUtils;

/**
 * A user's hands that wait for the window, not for time: TestFX moves the mouse in 50 steps and sleeps 50 ms after each
 * action.
 */
final class Hands extends FxRobot {
    private static final int TICKS_OF_A_LAYOUT = 2;
    private static final int ONE_LOOK = 1;

    /** Clicks where the point lies once the window has been laid out. */
    @Override
    public FxRobot clickOn(PointQuery point, Motion motion, MouseButton... buttons) {
        awaitLayout();
        var mouse = robotContext().getMouseRobot();
        mouse.moveNoWait(point.query());
        mouse.pressNoWait(buttons);
        mouse.releaseNoWait(buttons);
        WaitForAsyncUtils.waitForFxEvents(ONE_LOOK);
        return this;
    }

    @Override
    public FxRobot press(KeyCode... keys) {
        awaitLayout();
        robotContext().getKeyboardRobot().pressNoWait(keys);
        WaitForAsyncUtils.waitForFxEvents(ONE_LOOK);
        return this;
    }

    @Override
    public FxRobot release(KeyCode... keys) {
        robotContext().getKeyboardRobot().releaseNoWait(keys);
        WaitForAsyncUtils.waitForFxEvents(ONE_LOOK);
        return this;
    }

    /** A timer is called before the layout of its frame: at its second call a whole layout lies behind. */
    private static void awaitLayout() {
        CompletableFuture<Void> laidOut = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            private int ticks;

            @Override
            public void handle(long now) {
                if (++ticks == TICKS_OF_A_LAYOUT) {
                    stop();
                    laidOut.complete(null);
                }
            }
        }.start());
        laidOut.join();
    }
}
