#include "ui/recentfilesmenu.h"

#include "ui/plainmenutext.h"

#include <QFileInfo>

namespace larder {

RecentFilesMenu::RecentFilesMenu(QWidget* parent) : QMenu(tr("Open &recent"), parent)
{
    setObjectName(QStringLiteral("recentFilesMenu"));
    setPaths({});
}

void RecentFilesMenu::setPaths(const QStringList& paths)
{
    clear();
    setEnabled(!paths.isEmpty());
    for (const QString& path : paths) {
        const QString text
            = QStringLiteral("%1 (%2)").arg(QFileInfo(path).fileName(), QFileInfo(path).path());
        QAction* const action = addAction(plainMenuText(text));
        connect(action, &QAction::triggered, this, [this, path] { Q_EMIT chosen(path); });
    }
}

} // namespace larder
