#pragma once

#include <QFrame>

class QAction;

namespace larder {

/// What a window in which nothing is open offers: a file, a server, something to look at.
class StartBar final : public QFrame
{
    Q_OBJECT

public:
    /// With a button for each of @p actions.
    explicit StartBar(const QList<QAction*>& actions, QWidget* parent = nullptr);
};

} // namespace larder
