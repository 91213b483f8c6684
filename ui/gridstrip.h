#pragma once

#include <QLabel>

namespace larder {

/// A line of text at the lower edge of a grid, over what may be its last row, hidden while it has nothing to
/// say.
class GridStrip final : public QLabel
{
    Q_OBJECT

public:
    explicit GridStrip(QWidget* grid);

    void say(const QString& text);
    /// Lies at the lower edge of @p area.
    void place(const QRect& area);

private:
    QRect m_area;
};

} // namespace larder
