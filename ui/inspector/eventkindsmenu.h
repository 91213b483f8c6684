#pragma once

#include "models/inspector/eventfilter.h"

#include <QMenu>

#include <array>

namespace larder {

/// Chooses which kinds of events are shown. Stays open while kinds are ticked.
class EventKindsMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit EventKindsMenu(QWidget* parent = nullptr);

    [[nodiscard]] EventFilter::Kinds kinds() const;
    void setKinds(EventFilter::Kinds kinds);

Q_SIGNALS:
    void kindsChanged();

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    /// Ticks what is under the mouse or the key, if it can be ticked.
    [[nodiscard]] bool tick(QAction* action);

    std::array<QAction*, EventFilter::kKinds> m_kinds{};
};

} // namespace larder
