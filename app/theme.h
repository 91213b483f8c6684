#pragma once

namespace larder {

/// Which colours the windows have.
enum class Theme { Desktop, Light, Dark };

/// Gives all windows the colours of @p theme, whatever the desktop has; leaves them alone where it is
/// Theme::Desktop. Needs a QApplication.
void applyTheme(Theme theme);

} // namespace larder
