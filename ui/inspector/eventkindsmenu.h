#pragma once

#include "models/inspector/eventfilter.h"
#include "ui/checkmenu.h"

#include <array>

namespace larder {

/// Chooses which kinds of events are shown.
class EventKindsMenu final : public CheckMenu
{
    Q_OBJECT

public:
    explicit EventKindsMenu(QWidget* parent = nullptr);

    [[nodiscard]] EventFilter::Kinds kinds() const;
    void setKinds(EventFilter::Kinds kinds);

Q_SIGNALS:
    void kindsChanged();

private:
    std::array<QAction*, EventFilter::kKinds> m_kinds{};
};

} // namespace larder
