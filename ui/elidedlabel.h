#pragma once

#include <QLabel>

namespace larder {

/// A line of plain text that gives way where there is no room for it, and tells the whole in its tool tip.
class ElidedLabel final : public QLabel
{
    Q_OBJECT

public:
    explicit ElidedLabel(const QString& name, QWidget* parent);

    /// @p remark is told behind the text in the tool tip.
    void say(const QString& text, const QString& remark = {});
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace larder
