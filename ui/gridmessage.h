#pragma once

#include <QLabel>

namespace larder {

/// A sentence in the middle of a grid that has no rows to show, hidden while it has nothing to say.
class GridMessage final : public QLabel
{
    Q_OBJECT

public:
    explicit GridMessage(QWidget* grid);

    void say(const QString& text);
};

} // namespace larder
