#pragma once

#include <QProcess>

#include <memory>
#include <optional>

struct xcb_connection_t;

namespace larder::bench {

/// An X server without a screen, and what a program shows on it.
class Screen
{
public:
    /// Starts Xvfb; nothing where it is not installed or does not start.
    [[nodiscard]] static std::unique_ptr<Screen> start();
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// DISPLAY for programs.
    [[nodiscard]] QString name() const { return m_name; }
    /// Waits until a window as large as a main window is mapped, and painted in its middle; false after a
    /// minute. The screen must be empty before.
    [[nodiscard]] bool waitForPaintedWindow();

private:
    Screen() = default;
    [[nodiscard]] std::optional<quint32> mappedWindow();
    [[nodiscard]] bool isPainted(quint32 window);

    QProcess m_server;
    QString m_name;
    xcb_connection_t* m_connection = nullptr;
    quint32 m_root = 0;
};

} // namespace larder::bench
