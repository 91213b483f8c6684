#pragma once

#include <QObject>
#include <QTimer>

#include <map>

class QDockWidget;
class QMainWindow;

namespace larder {

/// Gives docks at the sides of a window the width back that a narrow window took from them: QMainWindow gives
/// all that it gains to its centre.
class DockWidths final : public QObject
{
    Q_OBJECT

public:
    /// Lives as long as @p window.
    DockWidths(QMainWindow& window, const QList<QDockWidget*>& docks);
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void note(QDockWidget* dock);
    void giveBack();
    [[nodiscard]] int spareWidth() const;

    QMainWindow& m_window;
    // As its user has it; 0 as long as that is not known.
    std::map<QDockWidget*, int> m_wanted;
    // While the window is not as wide as this, what its docks get is not what somebody wanted.
    int m_windowWidth = -1;
    QTimer m_settling;
};

} // namespace larder
