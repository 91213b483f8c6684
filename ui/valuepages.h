#pragma once

#include "models/valuecontent.h"

#include <QStackedWidget>

class QLabel;

namespace larder {

class HexView;
class ImageView;
class ValueTextView;

/// The views of one value, one of them on screen, or a sentence where there is nothing to view.
class ValuePages final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit ValuePages(QWidget* parent = nullptr);

    void show(const ValueContent& content);
    /// Takes all values out of the views.
    void showMessage(const QString& text);
    /// The sentence on screen; empty while a value is.
    [[nodiscard]] QString message() const;
    void setWrapped(bool wrapped);
    void setFitted(bool fitted);

Q_SIGNALS:
    void told(const QString& text);

private:
    void clearOthers(const QWidget* kept);
    void showPage(QWidget* page);

    QLabel* m_message;
    ValueTextView* m_text;
    HexView* m_hex;
    ImageView* m_image;
};

} // namespace larder
