<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi_IN" sourcelanguage="en">
<context>
    <name>Charge</name>
    <message>
        <source>Paused</source>
        <translation>रुकी है</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} बाकी</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>चार्ज हो रही है</translation>
    </message>
    <message>
        <source>Charging to {target}</source>
        <translation>{target} तक चार्जिंग</translation>
    </message>
    <message>
        <source>{time} to {target}</source>
        <translation>{target} तक {time}</translation>
    </message>
    <message>
        <source>up to {amount}</source>
        <translation>{amount} तक</translation>
    </message>
    <message>
        <source>about {time}</source>
        <translation>लगभग {time} बजे</translation>
    </message>
    <message>
        <source>{amount} so far</source>
        <translation>अब तक {amount}</translation>
    </message>
</context>
<context>
    <name>ChargingView</name>
    <message>
        <source>Power</source>
        <translation>पावर</translation>
    </message>
    <message>
        <source>in {duration}</source>
        <translation>{duration} में</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>करंट</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>वोल्टेज</translation>
    </message>
    <message>
        <source>{duration} ago</source>
        <translation>{duration} पहले</translation>
    </message>
    <message>
        <source>Charging may still go on.</source>
        <translation>चार्जिंग शायद चल रही है।</translation>
    </message>
    <message>
        <source>Leave the vehicle plugged in.</source>
        <translation>गाड़ी का प्लग लगा रहने दें।</translation>
    </message>
    <message>
        <source>Leave the vehicle plugged in, or unplug it to end the charge.</source>
        <translation>प्लग लगा रहने दें, या चार्जिंग खत्म करने के लिए निकालें।</translation>
    </message>
    <message>
        <source>Or call us: {number}.</source>
        <translation>या हमें फ़ोन करें: {number}</translation>
    </message>
    <message>
        <source>Stop it by card or app.</source>
        <translation>इसे कार्ड या ऐप से रोकें।</translation>
    </message>
    <message>
        <source>Started with a card or an app.</source>
        <translation>कार्ड या ऐप से शुरू हुई है।</translation>
    </message>
    <message>
        <source>Please stop it the same way.</source>
        <translation>कृपया उसी से रोकें।</translation>
    </message>
    <message>
        <source>Stop is waiting</source>
        <translation>रोकना बाकी है</translation>
    </message>
    <message>
        <source>STOP WHEN CONNECTED</source>
        <translation>कनेक्शन आने पर रोकें</translation>
    </message>
    <message>
        <source>STOP LATER</source>
        <translation>बाद में रोकें</translation>
    </message>
    <message>
        <source>STOP CHARGING</source>
        <translation>चार्जिंग रोकें</translation>
    </message>
    <message>
        <source>STOP</source>
        <translation>रोकें</translation>
    </message>
</context>
<context>
    <name>CompleteView</name>
    <message>
        <source>MORE TIME</source>
        <translation>और समय</translation>
    </message>
    <message>
        <source>+ TIME</source>
        <translation>+ समय</translation>
    </message>
    <message>
        <source>WAIT</source>
        <translation>रुकें</translation>
    </message>
    <message>
        <source>Closes in {time}</source>
        <translation>{time} में बंद</translation>
    </message>
    <message>
        <source>{time} left</source>
        <translation>{time} बाकी</translation>
    </message>
    <message>
        <source>VIEW RECEIPT</source>
        <translation>रसीद देखें</translation>
    </message>
    <message>
        <source>RECEIPT</source>
        <translation>रसीद</translation>
    </message>
    <message>
        <source>BILL</source>
        <translation>रसीद</translation>
    </message>
    <message>
        <source>BACK TO HOME</source>
        <translation>मुख्य स्क्रीन</translation>
    </message>
    <message>
        <source>HOME</source>
        <translation>मुख्य</translation>
    </message>
    <message>
        <source>Charge complete</source>
        <translation>चार्जिंग पूरी हुई</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>पूरी हुई</translation>
    </message>
    <message>
        <source>The charge has ended</source>
        <translation>चार्जिंग बंद हुई</translation>
    </message>
    <message>
        <source>You can unplug now</source>
        <translation>अब प्लग निकालें</translation>
    </message>
    <message>
        <source>Unplug now</source>
        <translation>प्लग निकालें</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} से {end}</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>दूरी</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>कुल</translation>
    </message>
    <message>
        <source>Total so far</source>
        <translation>अब तक कुल</translation>
    </message>
    <message>
        <source>Figures from the meter</source>
        <translation>मीटर के आँकड़े</translation>
    </message>
    <message>
        <source>From the meter</source>
        <translation>मीटर से</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>शुरू में</translation>
    </message>
    <message>
        <source>Charge ended</source>
        <translation>चार्जिंग बंद</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>अंत में</translation>
    </message>
    <message>
        <source>Gained</source>
        <translation>बढ़ा</translation>
    </message>
    <message>
        <source>The figures are from the meter.</source>
        <translation>आँकड़े मीटर के हैं।</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>ऊर्जा</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>समय</translation>
    </message>
    <message>
        <source>Average power</source>
        <translation>औसत पावर</translation>
    </message>
    <message>
        <source>Range added</source>
        <translation>दूरी बढ़ी</translation>
    </message>
</context>
<context>
    <name>ConnectingView</name>
    <message>
        <source>This takes a moment.</source>
        <translation>एक पल लगेगा।</translation>
    </message>
    <message>
        <source>The charger can&apos;t be seen yet. We keep trying.</source>
        <translation>चार्जर अभी नहीं मिल रहा। हम कोशिश कर रहे हैं।</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>जुड़ रहे हैं…</translation>
    </message>
</context>
<context>
    <name>Connector</name>
    <message>
        <source>Connector {number}</source>
        <translation>कनेक्टर {number}</translation>
    </message>
    <message>
        <source>Charging</source>
        <translation>चार्जिंग</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>खाली</translation>
    </message>
    <message>
        <source>Plugged in</source>
        <translation>प्लग लगा है</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>व्यस्त</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>शुरू</translation>
    </message>
    <message>
        <source>Stopping</source>
        <translation>रुक रहा</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>पूरा</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>पूरा</translation>
    </message>
    <message>
        <source>Please unplug</source>
        <translation>प्लग निकालें</translation>
    </message>
    <message>
        <source>Reserved</source>
        <translation>आरक्षित</translation>
    </message>
    <message>
        <source>Out of service</source>
        <translation>सेवा बंद</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>बंद</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>रुका है</translation>
    </message>
</context>
<context>
    <name>DeveloperPanel</name>
    <message>
        <source>Simulated station</source>
        <translation>नकली स्टेशन</translation>
    </message>
    <message>
        <source>Connector {number}</source>
        <translation>कनेक्टर {number}</translation>
    </message>
</context>
<context>
    <name>Ended</name>
    <message>
        <source>You stopped it before {target}.</source>
        <translation>आपने इसे {target} से पहले रोका।</translation>
    </message>
    <message>
        <source>Your target of {target} is reached.</source>
        <translation>आपका {target} का लक्ष्य पूरा हुआ।</translation>
    </message>
    <message>
        <source>Your target is reached.</source>
        <translation>आपका लक्ष्य पूरा हुआ।</translation>
    </message>
    <message>
        <source>You stopped it.</source>
        <translation>आपने इसे रोका।</translation>
    </message>
    <message>
        <source>Your battery is full.</source>
        <translation>आपकी बैटरी भर गई है।</translation>
    </message>
    <message>
        <source>It ended when you unplugged.</source>
        <translation>प्लग निकालने पर यह बंद हुई।</translation>
    </message>
    <message>
        <source>Stopped after {limit}, as you chose.</source>
        <translation>आपके चुने {limit} बाद रुकी।</translation>
    </message>
    <message>
        <source>Stopped at {limit}, as you chose.</source>
        <translation>आपकी चुनी रकम {limit} पर रुकी।</translation>
    </message>
    <message>
        <source>You stopped it before {limit}.</source>
        <translation>आपने इसे {limit} से पहले रोका।</translation>
    </message>
</context>
<context>
    <name>Fault</name>
    <message>
        <source>Charger fault</source>
        <translation>चार्जर में खराबी</translation>
    </message>
    <message>
        <source>Please use another charger.</source>
        <translation>कृपया दूसरा चार्जर इस्तेमाल करें।</translation>
    </message>
    <message>
        <source>Do not touch
the plug</source>
        <translation>प्लग को
न छुएँ</translation>
    </message>
    <message>
        <source>Step back and call us.</source>
        <translation>पीछे हटें और हमें फ़ोन करें।</translation>
    </message>
    <message>
        <source>Check the plug</source>
        <translation>प्लग जाँचें</translation>
    </message>
    <message>
        <source>The plug is not locked.</source>
        <translation>प्लग लॉक नहीं हुआ है।</translation>
    </message>
    <message>
        <source>Unplug, then plug in firmly.</source>
        <translation>प्लग निकालें, फिर कसकर लगाएँ।</translation>
    </message>
    <message>
        <source>The station reports current leaking to earth.</source>
        <translation>स्टेशन के अनुसार ज़मीन में करंट का रिसाव है।</translation>
    </message>
    <message>
        <source>Too hot</source>
        <translation>बहुत गर्म</translation>
    </message>
    <message>
        <source>The charger must cool down first.</source>
        <translation>चार्जर को पहले ठंडा होना होगा।</translation>
    </message>
    <message>
        <source>Please wait. It goes on by itself.</source>
        <translation>कृपया रुकें। यह अपने आप चलेगी।</translation>
    </message>
    <message>
        <source>The station reports too much current.</source>
        <translation>स्टेशन के अनुसार करंट बहुत ज़्यादा है।</translation>
    </message>
    <message>
        <source>The station reports too high a voltage.</source>
        <translation>स्टेशन के अनुसार वोल्टेज बहुत ज़्यादा है।</translation>
    </message>
    <message>
        <source>Please wait</source>
        <translation>कृपया रुकें</translation>
    </message>
    <message>
        <source>The voltage of the grid is low.</source>
        <translation>बिजली का वोल्टेज कम है।</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>यह अपने आप चलेगी।</translation>
    </message>
    <message>
        <source>Its radio signal is weak.</source>
        <translation>इसका रेडियो सिग्नल कमज़ोर है।</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>जवाब नहीं</translation>
    </message>
    <message>
        <source>Your vehicle does not answer.</source>
        <translation>आपकी गाड़ी जवाब नहीं दे रही।</translation>
    </message>
    <message>
        <source>Switch it on, unplug, wait 10 seconds, plug in again.</source>
        <translation>गाड़ी चालू करें, प्लग निकालें, 10 सेकंड रुकें, फिर लगाएँ।</translation>
    </message>
    <message>
        <source>Meter fault</source>
        <translation>मीटर में खराबी</translation>
    </message>
    <message>
        <source>The meter does not work, so nothing can be charged.</source>
        <translation>मीटर काम नहीं कर रहा, इसलिए चार्जिंग नहीं हो सकती।</translation>
    </message>
    <message>
        <source>The station reports a fault of its switch.</source>
        <translation>स्टेशन के अनुसार इसके स्विच में खराबी है।</translation>
    </message>
    <message>
        <source>Leave the plug in and call us.</source>
        <translation>प्लग लगा रहने दें और हमें फ़ोन करें।</translation>
    </message>
    <message>
        <source>The card reader does not work.</source>
        <translation>कार्ड रीडर काम नहीं कर रहा।</translation>
    </message>
    <message>
        <source>This charger has a fault.</source>
        <translation>इस चार्जर में खराबी है।</translation>
    </message>
    <message>
        <source>This charger could not restart.</source>
        <translation>यह चार्जर दोबारा चालू नहीं हो सका।</translation>
    </message>
    <message>
        <source>Its list of cards is wrong.</source>
        <translation>इसकी कार्ड सूची गलत है।</translation>
    </message>
    <message>
        <source>The station reports a safety stop.</source>
        <translation>स्टेशन ने सुरक्षा के लिए रोका है।</translation>
    </message>
    <message>
        <source>The station can&apos;t charge like this.</source>
        <translation>इस तरह स्टेशन चार्ज नहीं कर सकता।</translation>
    </message>
    <message>
        <source>Unplug, wait 10 seconds, plug in again.</source>
        <translation>प्लग निकालें, 10 सेकंड रुकें, फिर लगाएँ।</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>km</source>
        <translation>कि.मी.</translation>
    </message>
    <message>
        <source>s</source>
        <translation>सेकंड</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} मि. {seconds} से.</translation>
    </message>
    <message>
        <source>min</source>
        <translation>मिनट</translation>
    </message>
    <message>
        <source>h</source>
        <translation>घंटे</translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation>{hours} घं. {minutes} मि.</translation>
    </message>
    <message>
        <source>under 1 min</source>
        <translation>1 मिनट से कम</translation>
    </message>
</context>
<context>
    <name>HistoryView</name>
    <message>
        <source>BACK</source>
        <translation>वापस</translation>
    </message>
    <message>
        <source>NEWER</source>
        <translation>नई</translation>
    </message>
    <message>
        <source>NEW</source>
        <translation>नई</translation>
    </message>
    <message>
        <source>OLDER</source>
        <translation>पुरानी</translation>
    </message>
    <message>
        <source>OLD</source>
        <translation>पुरानी</translation>
    </message>
    <message>
        <source>No sessions yet.</source>
        <translation>अभी कोई चार्जिंग नहीं।</translation>
    </message>
    <message>
        <source>The first one will stand here.</source>
        <translation>पहली यहाँ दिखेगी।</translation>
    </message>
    <message>
        <source>Last sessions</source>
        <translation>पिछली चार्जिंग</translation>
    </message>
    <message>
        <source>Page {page} of {pages}</source>
        <translation>पेज {page}/{pages}</translation>
    </message>
</context>
<context>
    <name>IdleView</name>
    <message>
        <source>Then choose how far to charge.</source>
        <translation>फिर चुनें कि कितना चार्ज करना है।</translation>
    </message>
    <message>
        <source>No connection just now. We keep trying.</source>
        <translation>अभी कनेक्शन नहीं है। हम कोशिश कर रहे हैं।</translation>
    </message>
    <message>
        <source>Plug in your vehicle</source>
        <translation>गाड़ी में प्लग&#xa0;लगाएँ</translation>
    </message>
    <message>
        <source>Past sessions</source>
        <translation>पिछली चार्जिंग की सूची</translation>
    </message>
    <message>
        <source>Figures and receipts</source>
        <translation>आँकड़े और रसीदें</translation>
    </message>
    <message>
        <source>1  Plug in</source>
        <translation>1  प्लग लगाएँ</translation>
    </message>
    <message>
        <source>2  Choose</source>
        <translation>2  चुनें</translation>
    </message>
    <message>
        <source>3  Start</source>
        <translation>3  शुरू करें</translation>
    </message>
    <message>
        <source>How it works</source>
        <translation>कैसे करें</translation>
    </message>
    <message>
        <source>Last session, ended {time}</source>
        <translation>पिछली चार्जिंग, {time} पर खत्म</translation>
    </message>
    <message>
        <source>Last session</source>
        <translation>पिछली चार्जिंग</translation>
    </message>
    <message>
        <source>{start} to {final}</source>
        <translation>{start} से {final}</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>पिछली</translation>
    </message>
</context>
<context>
    <name>Link</name>
    <message>
        <source>since {time}.</source>
        <translation>{time} से।</translation>
    </message>
    <message>
        <source>We keep trying.</source>
        <translation>हम कोशिश कर रहे हैं।</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>कनेक्शन नहीं है</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Charging kiosk</source>
        <translation>चार्जिंग कियोस्क</translation>
    </message>
    <message>
        <source>Help {number}</source>
        <translation>मदद {number}</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>फ़ोन {number}</translation>
    </message>
</context>
<context>
    <name>ModeButton</name>
    <message>
        <source>Normal text</source>
        <translation>सामान्य अक्षर</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>बड़े अक्षर</translation>
    </message>
    <message>
        <source>Buttons higher</source>
        <translation>बटन ऊपर</translation>
    </message>
    <message>
        <source>Buttons lower</source>
        <translation>बटन नीचे</translation>
    </message>
</context>
<context>
    <name>Model</name>
    <message>
        <source>Model unknown</source>
        <translation>मॉडल अज्ञात</translation>
    </message>
    <message>
        <source>Classic</source>
        <translation>क्लासिक</translation>
    </message>
    <message>
        <source>Pro</source>
        <translation>प्रो</translation>
    </message>
    <message>
        <source>Max</source>
        <translation>मैक्स</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Not started</source>
        <translation>शुरू नहीं हुई</translation>
    </message>
    <message>
        <source>The station said no.</source>
        <translation>स्टेशन ने मना किया।</translation>
    </message>
    <message>
        <source>Check the plug and try again.</source>
        <translation>प्लग जाँचें और फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>The station has a problem.</source>
        <translation>स्टेशन में समस्या है।</translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation>कृपया फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>The station did not answer.</source>
        <translation>स्टेशन ने जवाब नहीं दिया।</translation>
    </message>
    <message>
        <source>No current came.</source>
        <translation>करंट नहीं आया।</translation>
    </message>
    <message>
        <source>Station offline</source>
        <translation>स्टेशन ऑफ़लाइन है</translation>
    </message>
    <message>
        <source>It can&apos;t be reached now.</source>
        <translation>अभी उससे संपर्क नहीं है।</translation>
    </message>
    <message>
        <source>Please try again soon.</source>
        <translation>कृपया थोड़ी देर में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>Not permitted</source>
        <translation>अनुमति नहीं है</translation>
    </message>
    <message>
        <source>This kiosk may not start a charge.</source>
        <translation>यह कियोस्क चार्जिंग शुरू नहीं कर सकता।</translation>
    </message>
    <message>
        <source>Please call us.</source>
        <translation>कृपया हमें फ़ोन करें।</translation>
    </message>
    <message>
        <source>Not set up yet</source>
        <translation>अभी तैयार नहीं</translation>
    </message>
    <message>
        <source>This kiosk can&apos;t give orders.</source>
        <translation>यह कियोस्क आदेश नहीं दे सकता।</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>कनेक्शन नहीं है</translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation>कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
        <source>It did not work</source>
        <translation>काम नहीं हुआ</translation>
    </message>
    <message>
        <source>The control centre has a problem.</source>
        <translation>कंट्रोल सेंटर में समस्या है।</translation>
    </message>
    <message>
        <source>Not stopped</source>
        <translation>रुकी नहीं</translation>
    </message>
    <message>
        <source>Please try again or call us.</source>
        <translation>फिर कोशिश करें या हमें फ़ोन करें।</translation>
    </message>
    <message>
        <source>Not stopped yet</source>
        <translation>अभी रुकी नहीं</translation>
    </message>
    <message>
        <source>We keep trying.</source>
        <translation>हम कोशिश कर रहे हैं।</translation>
    </message>
    <message>
        <source>Still stopping…</source>
        <translation>अभी रुक रही है…</translation>
    </message>
    <message>
        <source>Please call us if it goes on.</source>
        <translation>ऐसा ही रहे तो हमें फ़ोन करें।</translation>
    </message>
</context>
<context>
    <name>NumberPad</name>
    <message>
        <source>Your own target</source>
        <translation>आपका अपना लक्ष्य</translation>
    </message>
    <message>
        <source>Delete the last digit</source>
        <translation>आखिरी अंक मिटाएँ</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>वापस</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>ठीक</translation>
    </message>
    <message>
        <source>Percent</source>
        <translation>प्रतिशत</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>मिनट</translation>
    </message>
    <message>
        <source>Money</source>
        <translation>रकम</translation>
    </message>
    <message>
        <source>Charge to how much?</source>
        <translation>कितने तक चार्ज करें?</translation>
    </message>
    <message>
        <source>Now {now}.</source>
        <translation>अभी {now} है।</translation>
    </message>
    <message>
        <source>Charge for how long?</source>
        <translation>कितनी देर चार्ज करें?</translation>
    </message>
    <message>
        <source>It ends sooner when the battery is full.</source>
        <translation>बैटरी भर जाए तो पहले रुक जाती है।</translation>
    </message>
    <message>
        <source>Charge for how much?</source>
        <translation>कितनी रकम की चार्जिंग?</translation>
    </message>
    <message>
        <source>It ends before it costs more.</source>
        <translation>इससे ज़्यादा होने से पहले रुक जाती है।</translation>
    </message>
</context>
<context>
    <name>OutOfService</name>
    <message>
        <source>Out of service</source>
        <translation>सेवा बंद</translation>
    </message>
    <message>
        <source>Please use another charger.</source>
        <translation>कृपया दूसरा चार्जर इस्तेमाल करें।</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>कनेक्शन नहीं है</translation>
    </message>
    <message>
        <source>This charger has a fault.</source>
        <translation>इस चार्जर में खराबी है।</translation>
    </message>
    <message>
        <source>This charger is closed for now.</source>
        <translation>यह चार्जर अभी बंद है।</translation>
    </message>
    <message>
        <source>This charger is not in use yet.</source>
        <translation>यह चार्जर अभी चालू नहीं हुआ है।</translation>
    </message>
    <message>
        <source>The charger does not answer.</source>
        <translation>चार्जर जवाब नहीं दे रहा।</translation>
    </message>
    <message>
        <source>We keep trying.</source>
        <translation>हम कोशिश कर रहे हैं।</translation>
    </message>
    <message>
        <source>This screen can&apos;t see the charger.</source>
        <translation>इस स्क्रीन को चार्जर नहीं मिल रहा।</translation>
    </message>
    <message>
        <source>This charger can&apos;t be used now.</source>
        <translation>यह चार्जर अभी काम में नहीं ले सकते।</translation>
    </message>
</context>
<context>
    <name>OutOfServiceView</name>
    <message>
        <source>Code {code}</source>
        <translation>कोड {code}</translation>
    </message>
    <message>
        <source>Safety stop</source>
        <translation>सुरक्षा रोक</translation>
    </message>
    <message>
        <source>So far: {figures}</source>
        <translation>अब तक: {figures}</translation>
    </message>
</context>
<context>
    <name>Paused</name>
    <message>
        <source>Paused by your vehicle</source>
        <translation>गाड़ी ने रोकी है</translation>
    </message>
    <message>
        <source>It may be full, too warm, or resting.</source>
        <translation>बैटरी भरी, गर्म या आराम में हो सकती है।</translation>
    </message>
    <message>
        <source>It goes on by itself.</source>
        <translation>यह अपने आप चलेगी।</translation>
    </message>
    <message>
        <source>Balancing the battery</source>
        <translation>बैटरी पूरी हो रही है</translation>
    </message>
    <message>
        <source>The cells are being evened out.</source>
        <translation>सेल बराबर किए जा रहे हैं।</translation>
    </message>
    <message>
        <source>Your vehicle ends the charge.</source>
        <translation>गाड़ी खुद चार्जिंग खत्म करेगी।</translation>
    </message>
    <message>
        <source>Paused by the station</source>
        <translation>स्टेशन ने रोकी है</translation>
    </message>
    <message>
        <source>The power is needed elsewhere.</source>
        <translation>बिजली कहीं और चाहिए।</translation>
    </message>
</context>
<context>
    <name>PhoneCard</name>
    <message>
        <source>Call</source>
        <translation>फ़ोन</translation>
    </message>
</context>
<context>
    <name>PreChargeView</name>
    <message>
        <source>START CHARGING</source>
        <translation>चार्जिंग शुरू करें</translation>
    </message>
    <message>
        <source>START</source>
        <translation>शुरू करें</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>बैटरी</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>मॉडल</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>अज्ञात</translation>
    </message>
    <message>
        <source>Temperature</source>
        <translation>तापमान</translation>
    </message>
    <message>
        <source>Voltage</source>
        <translation>वोल्टेज</translation>
    </message>
    <message>
        <source>GO</source>
        <translation>शुरू</translation>
    </message>
</context>
<context>
    <name>Price</name>
    <message>
        <source>Free of charge</source>
        <translation>मुफ़्त</translation>
    </message>
    <message>
        <source>{price} + fees</source>
        <translation>{price} + शुल्क</translation>
    </message>
    <message>
        <source>When the charge is over: {price} per min.</source>
        <translation>चार्जिंग खत्म होने पर: {price} प्रति मिनट।</translation>
    </message>
    <message>
        <source>Idle time: {price}/min.</source>
        <translation>खाली समय: {price}/मि.</translation>
    </message>
    <message>
        <source>When the charge is over: {grace} free, then {price} per min.</source>
        <translation>चार्जिंग खत्म होने पर: {grace} मुफ़्त, फिर {price} प्रति मिनट।</translation>
    </message>
    <message>
        <source>Idle time: {price}/min after {grace}.</source>
        <translation>खाली समय: {grace} बाद {price}/मि.</translation>
    </message>
    <message>
        <source>{price}/min</source>
        <translation>{price}/मि.</translation>
    </message>
    <message>
        <source>Idle time</source>
        <translation>खाली समय</translation>
    </message>
    <message>
        <source>From {time}</source>
        <translation>{time} से</translation>
    </message>
    <message>
        <source>{price} per kWh</source>
        <translation>{price} प्रति kWh</translation>
    </message>
    <message>
        <source>{price}/kWh</source>
        <translation>{price}/kWh</translation>
    </message>
    <message>
        <source>{price} per min</source>
        <translation>{price} प्रति मिनट</translation>
    </message>
    <message>
        <source>{price} per session</source>
        <translation>{price} प्रति चार्जिंग</translation>
    </message>
    <message>
        <source>{price} fee</source>
        <translation>{price} शुल्क</translation>
    </message>
    <message>
        <source>GST included</source>
        <translation>जीएसटी शामिल</translation>
    </message>
    <message>
        <source>tax included</source>
        <translation>कर शामिल</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>Waiting for the first figures.</source>
        <translation>पहले आँकड़ों का इंतज़ार है।</translation>
    </message>
    <message>
        <source>Your vehicle takes less.</source>
        <translation>गाड़ी कम पावर ले रही है।</translation>
    </message>
    <message>
        <source>It protects its battery.</source>
        <translation>वह अपनी बैटरी बचाती है।</translation>
    </message>
    <message>
        <source>The station gives less now.</source>
        <translation>स्टेशन अभी कम पावर दे रहा है।</translation>
    </message>
    <message>
        <source>Your vehicle could take more.</source>
        <translation>गाड़ी और ले सकती है।</translation>
    </message>
    <message>
        <source>Charging steadily.</source>
        <translation>चार्जिंग ठीक चल रही है।</translation>
    </message>
    <message>
        <source>No power is flowing.</source>
        <translation>बिजली नहीं आ रही है।</translation>
    </message>
    <message>
        <source>If it stays so, stop and plug in again.</source>
        <translation>ऐसा ही रहे तो रोकें और प्लग फिर लगाएँ।</translation>
    </message>
    <message>
        <source>Slower: it is warm.</source>
        <translation>गर्मी से धीमी है।</translation>
    </message>
    <message>
        <source>Too hot: it may be slower.</source>
        <translation>बहुत गर्म: धीमी हो सकती है।</translation>
    </message>
    <message>
        <source>The charger gives less power until it has cooled.</source>
        <translation>ठंडा होने तक चार्जर कम पावर देगा।</translation>
    </message>
    <message>
        <source>Less power protects the battery.</source>
        <translation>कम पावर से बैटरी बचती है।</translation>
    </message>
    <message>
        <source>Just begun: the power is rising.</source>
        <translation>अभी शुरू हुई: पावर बढ़ रही है।</translation>
    </message>
    <message>
        <source>Charging may still go on.</source>
        <translation>चार्जिंग शायद चल रही है।</translation>
    </message>
    <message>
        <source>No figures from the station.</source>
        <translation>स्टेशन से आँकड़े नहीं आ रहे।</translation>
    </message>
    <message>
        <source>Last seen {duration} ago.</source>
        <translation>आखिरी आँकड़े {duration} पहले आए।</translation>
    </message>
    <message>
        <source>Slower near full.</source>
        <translation>भरने के पास धीमी।</translation>
    </message>
    <message>
        <source>A nearly full battery takes less power.</source>
        <translation>लगभग भरी बैटरी कम पावर लेती है।</translation>
    </message>
    <message>
        <source>Full power.</source>
        <translation>पूरी पावर।</translation>
    </message>
    <message>
        <source>It stops by itself at your limit.</source>
        <translation>आपकी सीमा पर खुद रुकेगी।</translation>
    </message>
    <message>
        <source>At the end your vehicle stops by itself.</source>
        <translation>अंत में गाड़ी खुद रुकेगी।</translation>
    </message>
    <message>
        <source>Slower near {target}, to protect the battery.</source>
        <translation>बैटरी के बचाव के लिए {target} के पास धीमी।</translation>
    </message>
</context>
<context>
    <name>Receipt</name>
    <message>
        <source>Taxable value</source>
        <translation>कर योग्य मूल्य</translation>
    </message>
    <message>
        <source>Tax invoice {number}</source>
        <translation>कर बिल {number}</translation>
    </message>
    <message>
        <source>Receipt {number}</source>
        <translation>रसीद {number}</translation>
    </message>
    <message>
        <source>Battery</source>
        <translation>बैटरी</translation>
    </message>
    <message>
        <source>Issued {date}</source>
        <translation>जारी {date}</translation>
    </message>
    <message>
        <source>{day}, {start} to {end}</source>
        <translation>{day}, {start} से {end}</translation>
    </message>
    <message>
        <source>Energy</source>
        <translation>ऊर्जा</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>समय</translation>
    </message>
    <message>
        <source>Charging record {number}</source>
        <translation>चार्जिंग रिकॉर्ड {number}</translation>
    </message>
    <message>
        <source>Record {number}</source>
        <translation>विवरण {number}</translation>
    </message>
    <message>
        <source>Service charge</source>
        <translation>सेवा शुल्क</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>समय</translation>
    </message>
    <message>
        <source>Session fee</source>
        <translation>प्रति चार्जिंग शुल्क</translation>
    </message>
    <message>
        <source>Idle time</source>
        <translation>खाली समय</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>सेवा</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>कुल</translation>
    </message>
    <message>
        <source>SAC {code}</source>
        <translation>SAC {code}</translation>
    </message>
    <message>
        <source>GSTIN {number}</source>
        <translation>GSTIN {number}</translation>
    </message>
</context>
<context>
    <name>ReceiptView</name>
    <message>
        <source>Closes in {time}</source>
        <translation>{time} में बंद</translation>
    </message>
    <message>
        <source>BACK</source>
        <translation>वापस</translation>
    </message>
    <message>
        <source>This receipt can&apos;t be shown.</source>
        <translation>यह रसीद नहीं दिखाई जा सकती।</translation>
    </message>
    <message>
        <source>Please call us.</source>
        <translation>कृपया हमें फ़ोन करें।</translation>
    </message>
    <message>
        <source>Code for paying by UPI</source>
        <translation>UPI से भुगतान का कोड</translation>
    </message>
    <message>
        <source>Code that holds this receipt</source>
        <translation>इस रसीद का कोड</translation>
    </message>
    <message>
        <source>SHOW RECEIPT CODE</source>
        <translation>रसीद का कोड</translation>
    </message>
    <message>
        <source>RECEIPT</source>
        <translation>रसीद</translation>
    </message>
    <message>
        <source>PAY BY UPI</source>
        <translation>UPI से भुगतान</translation>
    </message>
    <message>
        <source>UPI</source>
        <translation>UPI</translation>
    </message>
    <message>
        <source>PRINT</source>
        <translation>प्रिंट</translation>
    </message>
    <message>
        <source>PRINTING…</source>
        <translation>प्रिंट हो रहा…</translation>
    </message>
    <message>
        <source>PRINTED</source>
        <translation>प्रिंट हुआ</translation>
    </message>
    <message>
        <source>DONE</source>
        <translation>हुआ</translation>
    </message>
    <message>
        <source>PRINT AGAIN</source>
        <translation>फिर प्रिंट</translation>
    </message>
    <message>
        <source>Scan to keep it</source>
        <translation>रखने के लिए स्कैन करें</translation>
    </message>
    <message>
        <source>Total {total}</source>
        <translation>कुल {total}</translation>
    </message>
    <message>
        <source>Amount due {total}</source>
        <translation>देय राशि {total}</translation>
    </message>
    <message>
        <source>Scan to pay by UPI</source>
        <translation>UPI से देने के लिए स्कैन करें</translation>
    </message>
    <message>
        <source>Could not print.</source>
        <translation>प्रिंट नहीं हुआ।</translation>
    </message>
    <message>
        <source>Touch for more time</source>
        <translation>और समय के लिए छुएँ</translation>
    </message>
    <message>
        <source>NEXT PAGE</source>
        <translation>अगला पेज</translation>
    </message>
    <message>
        <source>NEXT</source>
        <translation>आगे</translation>
    </message>
</context>
<context>
    <name>Refusal</name>
    <message>
        <source>Choose more.</source>
        <translation>ज़्यादा चुनें।</translation>
    </message>
    <message>
        <source>Choose less.</source>
        <translation>कम चुनें।</translation>
    </message>
    <message>
        <source>Too little.</source>
        <translation>बहुत कम है।</translation>
    </message>
    <message>
        <source>Too much.</source>
        <translation>बहुत ज़्यादा है।</translation>
    </message>
    <message>
        <source>Your battery is already at {percent}.</source>
        <translation>आपकी बैटरी पहले से {percent} पर है।</translation>
    </message>
    <message>
        <source>Already at {percent}.</source>
        <translation>पहले से {percent} है।</translation>
    </message>
    <message>
        <source>A battery holds no more than 100 %.</source>
        <translation>बैटरी में 100 % से ज़्यादा नहीं आता।</translation>
    </message>
    <message>
        <source>In so short a time hardly anything is charged.</source>
        <translation>इतनी कम देर में चार्ज लगभग नहीं होता।</translation>
    </message>
    <message>
        <source>Nobody can charge here for so long.</source>
        <translation>यहाँ इतनी देर चार्ज नहीं कर सकते।</translation>
    </message>
    <message>
        <source>So little buys no energy.</source>
        <translation>इतने में कोई ऊर्जा नहीं मिलती।</translation>
    </message>
    <message>
        <source>That is more than can be spent here.</source>
        <translation>यहाँ इतना खर्च नहीं हो सकता।</translation>
    </message>
</context>
<context>
    <name>ReservedView</name>
    <message>
        <source>Reserved</source>
        <translation>आरक्षित</translation>
    </message>
    <message>
        <source>This charger is kept for a rider who is on the way.</source>
        <translation>यह चार्जर आ रहे राइडर के लिए रखा है।</translation>
    </message>
    <message>
        <source>Is it you? Start with your card or app.</source>
        <translation>क्या वह आप हैं? कार्ड या ऐप से शुरू करें।</translation>
    </message>
    <message>
        <source>Otherwise please use another charger.</source>
        <translation>नहीं तो कृपया दूसरा चार्जर लें।</translation>
    </message>
</context>
<context>
    <name>SetupView</name>
    <message>
        <source>This kiosk needs to be set up</source>
        <translation>इस कियोस्क की सेटिंग बाकी है</translation>
    </message>
    <message>
        <source>Set-up needed</source>
        <translation>सेटिंग बाकी है</translation>
    </message>
    <message>
        <source>It goes on by itself once the settings are mended.</source>
        <translation>सेटिंग ठीक होते ही यह अपने आप चलेगा।</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>और %n</numerusform>
            <numerusform>और %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartingView</name>
    <message>
        <source>Starting…</source>
        <translation>शुरू हो रही है…</translation>
    </message>
    <message>
        <source>The station and your vehicle are getting ready.</source>
        <translation>स्टेशन और गाड़ी तैयार हो रहे हैं।</translation>
    </message>
    <message>
        <source>This takes longer than usual.</source>
        <translation>आम से ज़्यादा समय लग रहा है।</translation>
    </message>
    <message>
        <source>Leave the plug in.</source>
        <translation>प्लग लगा रहने दें।</translation>
    </message>
</context>
<context>
    <name>StopReason</name>
    <message>
        <source>The station ended it.</source>
        <translation>स्टेशन ने चार्जिंग खत्म की।</translation>
    </message>
    <message>
        <source>The permission to charge ended.</source>
        <translation>चार्ज करने की अनुमति खत्म हुई।</translation>
    </message>
    <message>
        <source>The emergency stop was pressed.</source>
        <translation>आपातकालीन बटन दबाया गया।</translation>
    </message>
    <message>
        <source>It ended when you unplugged.</source>
        <translation>प्लग निकालने पर यह बंद हुई।</translation>
    </message>
    <message>
        <source>The station was restarted.</source>
        <translation>स्टेशन दोबारा चालू हुआ।</translation>
    </message>
    <message>
        <source>It was stopped at the station.</source>
        <translation>स्टेशन पर रोकी गई।</translation>
    </message>
    <message>
        <source>The station lost its power.</source>
        <translation>स्टेशन की बिजली चली गई।</translation>
    </message>
    <message>
        <source>It was stopped remotely.</source>
        <translation>दूर से रोकी गई।</translation>
    </message>
    <message>
        <source>The plug was unlocked.</source>
        <translation>प्लग का लॉक खोला गया।</translation>
    </message>
</context>
<context>
    <name>StoppingView</name>
    <message>
        <source>Stopping…</source>
        <translation>रुक रही है…</translation>
    </message>
    <message>
        <source>The station is ending the charge.</source>
        <translation>स्टेशन चार्जिंग खत्म कर रहा है।</translation>
    </message>
    <message>
        <source>This takes longer than usual.</source>
        <translation>आम से ज़्यादा समय लग रहा है।</translation>
    </message>
    <message>
        <source>Leave the plug in for a moment.</source>
        <translation>थोड़ी देर प्लग लगा रहने दें।</translation>
    </message>
</context>
<context>
    <name>TargetBoard</name>
    <message>
        <source>Charge to</source>
        <translation>कितना चार्ज करें?</translation>
    </message>
    <message>
        <source>Time and range unknown</source>
        <translation>समय और दूरी पता नहीं</translation>
    </message>
    <message>
        <source>Your battery is full</source>
        <translation>आपकी बैटरी भरी है</translation>
    </message>
    <message>
        <source>Your price is fixed at START.</source>
        <translation>शुरू करते समय की दर लागू रहेगी।</translation>
    </message>
</context>
<context>
    <name>TargetList</name>
    <message>
        <source>Custom</source>
        <translation>अन्य</translation>
    </message>
    <message>
        <source>your choice</source>
        <translation>आपकी पसंद</translation>
    </message>
    <message>
        <source>Your battery is already at {now}.</source>
        <translation>आपकी बैटरी पहले से {now} पर है।</translation>
    </message>
    <message>
        <source>Already at {now}.</source>
        <translation>पहले से {now} है।</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>पूरा</translation>
    </message>
    <message>
        <source>until full</source>
        <translation>पूरा भरने तक</translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation>{minutes} मि.</translation>
    </message>
    <message>
        <source>to about {percent}</source>
        <translation>लगभग {percent} तक</translation>
    </message>
</context>
<context>
    <name>UnplugView</name>
    <message>
        <source>Please unplug your vehicle</source>
        <translation>कृपया गाड़ी का प्लग निकालें</translation>
    </message>
    <message>
        <source>The charge is complete.</source>
        <translation>चार्जिंग पूरी हो गई है।</translation>
    </message>
    <message>
        <source>To charge again: unplug, wait 10 seconds, plug in again.</source>
        <translation>फिर चार्ज करने के लिए: प्लग निकालें, 10 सेकंड रुकें, फिर लगाएँ।</translation>
    </message>
    <message>
        <source>Please unplug</source>
        <translation>प्लग निकालें</translation>
    </message>
</context>
<context>
    <name>VehicleInfo</name>
    <message>
        <source>Reading your vehicle…</source>
        <translation>गाड़ी को पढ़ रहे हैं…</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>कुछ सेकंड लगेंगे।</translation>
    </message>
    <message>
        <source>Is it switched on?</source>
        <translation>क्या वह चालू है?</translation>
    </message>
    <message>
        <source>Switch it on and leave it plugged in.</source>
        <translation>गाड़ी चालू करें और प्लग लगा रहने दें।</translation>
    </message>
    <message>
        <source>Your vehicle does not answer.</source>
        <translation>आपकी गाड़ी जवाब नहीं दे रही।</translation>
    </message>
    <message>
        <source>Unplug, wait 10 seconds, plug in again.</source>
        <translation>प्लग निकालें, 10 सेकंड रुकें, फिर लगाएँ।</translation>
    </message>
    <message>
        <source>Your vehicle is ready</source>
        <translation>आपकी गाड़ी तैयार है</translation>
    </message>
    <message>
        <source>Stale data</source>
        <translation>पुराना डेटा</translation>
    </message>
    <message>
        <source>Please reconnect your vehicle.</source>
        <translation>कृपया गाड़ी दोबारा जोड़ें।</translation>
    </message>
    <message>
        <source>We can&apos;t read your vehicle</source>
        <translation>गाड़ी पढ़ी नहीं जा रही</translation>
    </message>
    <message>
        <source>Please reconnect it.</source>
        <translation>कृपया इसे दोबारा जोड़ें।</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>एक पल…</translation>
    </message>
    <message>
        <source>The station is getting ready.</source>
        <translation>स्टेशन तैयार हो रहा है।</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>पढ़ रहे हैं…</translation>
    </message>
    <message>
        <source>Not readable</source>
        <translation>पढ़ नहीं पाए</translation>
    </message>
</context>
</TS>
