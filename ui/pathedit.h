#pragma once

#include <QWidget>

class QLineEdit;

namespace larder {

/// A field for the path of a file, with a button that lets the user choose one.
class PathEdit final : public QWidget
{
    Q_OBJECT

public:
    /// @p name is what the control is called; @p filter that of the file dialog.
    PathEdit(const QString& name, const QString& filter, QWidget* parent = nullptr);

    [[nodiscard]] QString path() const;
    void setPath(const QString& path);

Q_SIGNALS:
    void edited();

private:
    void choose();

    QLineEdit* m_edit;
    const QString m_filter;
};

} // namespace larder
