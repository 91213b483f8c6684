#include "ui/startbar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace larder {

StartBar::StartBar(const QList<QAction*>& actions, QWidget* parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("startBar"));
    setFrameShape(QFrame::StyledPanel);
    auto* const layout = new QHBoxLayout(this);
    auto* const text = new QLabel(
        tr("No database is open. Open a file, or connect to a PostgreSQL, MariaDB or ODBC server."), this);
    text->setWordWrap(true);
    layout->addWidget(text, 1);
    for (QAction* const action : actions) {
        // The menu has the key for the mark.
        auto* const button = new QPushButton(action->text().remove(u'&'), this);
        button->setToolTip(action->shortcut().toString(QKeySequence::NativeText));
        layout->addWidget(button);
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
    }
}

} // namespace larder
