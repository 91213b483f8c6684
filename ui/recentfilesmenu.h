#pragma once

#include <QMenu>

namespace larder {

/// The files that were opened lately, newest first.
class RecentFilesMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit RecentFilesMenu(QWidget* parent = nullptr);
    void setPaths(const QStringList& paths);

Q_SIGNALS:
    void chosen(const QString& path);
};

} // namespace larder
