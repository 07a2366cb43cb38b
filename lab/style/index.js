import './fonts.css';
import '../../src/nbparcours/activity/js/style.css';
import './page.css';
import './bar.css';
