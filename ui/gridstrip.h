#pragma once

#include <QLabel>

namespace larder {

/// A line of text over the first row of a grid, hidden while it has nothing to say.
class GridStrip final : public QLabel
{
    Q_OBJECT

public:
    explicit GridStrip(QWidget* grid);

    void say(const QString& text);
    /// Lies at the upper edge of @p area.
    void place(const QRect& area);
};

} // namespace larder
